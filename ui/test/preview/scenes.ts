/** What the preview can show: each a desk at some moment. */
import type { OfferView } from '../../src/bindings/OfferView'
import { type Double, double, waitingItem } from '../double'
import { approval, standing, underway } from '../doubles/models'
import { offer } from '../doubles/sources'

const everything =
  'review_read review_answer stop stop_lift model_read model_train promotion_request promotion_approve roll_back routing_resume approval_read event_read import quarantine_read quarantine_discard policy_read policy_change policy_approve settings_read settings_change user_read user_change workspace_doctor workspace_backup'

function desk(): Double {
  const made = double(Array.from({ length: 12 }, (_, at) => waitingItem(at + 1)))
  if (made.session.person) made.session.person.may = everything.split(' ')
  made.models.approvals = [
    approval('a1'),
    approval('a2', {
      subject_short: '5c1e0b77',
      bar: 'own_request',
      requested_by: 'mk',
      reason: 'the one before was better',
    }),
    approval('a4', {
      kind: 'policy',
      subject: 'bbbb',
      subject_short: '487becde',
      replaces: 'aaaa',
      reason: 'fewer mistakes',
    }),
    approval('a3', { state: 'approved', decided_by: 'olga', decided_at_ms: Date.UTC(2026, 9, 23, 9), bar: 'role' }),
  ]
  return made
}

export const scenes: Record<string, () => Double> & { usual: () => Double } = {
  usual: desk,
  busy: () => {
    const made = desk()
    made.models.work = [
      underway('1'),
      underway('2', {
        kind: 'training',
        subject: null,
        stage: 'cross-validation',
        done: 3,
        share: 0.6,
        remaining_ms: 9_000,
      }),
      underway('3', { subject: 'labels.csv', share: null, remaining_ms: null, cancellable: false }),
      underway('4', {
        state: 'done',
        subject: 'february.jsonl',
        outcome: { kind: 'imported', rows: 9, taken: 11_204, duplicates: 3, quarantined: 17 },
      }),
    ]
    return made
  },
  paused: () => {
    const made = desk()
    const pause = {
      paused_at_ms: Date.now() - 3_600_000,
      paused_by: 'olga',
      pause_reason: 'rolled back: refunds misrouted',
    }
    made.models.board = { ...made.models.board, ...pause, others: [standing('c20de4f8', { pending_approval: 'a1' })] }
    return made
  },
  offered: () => {
    const made = desk()
    const labels = {
      name: 'labels.csv',
      format: 'csv',
      columns: ['id', 'text', 'category'],
      looks_like_labels: true,
    } satisfies Partial<OfferView>
    made.sources.offers = {
      offers: [offer('1'), offer('2', labels), offer('3', { name: 'x', format: 'no_file' })],
      hovering: false,
    }
    return made
  },
  start: () => {
    const made = desk()
    made.session = { ...made.session, phase: 'absent', person: null }
    return made
  },
  fill: () => {
    const made = desk()
    made.session = { ...made.session, fresh: true }
    return made
  },
  locked: () => {
    const made = desk()
    made.session = { ...made.session, phase: 'locked', person: null }
    return made
  },
  new: () => {
    const made = desk()
    const none = { champion: null, others: [], stretches: [], marks: [], labels: 12, labelled_intents: 4 }
    made.models.board = { ...made.models.board, ...none }
    made.models.approvals = []
    return made
  },
}
