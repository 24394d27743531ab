/** Models, approvals and work as the engine would answer. */
import { type Api, ApiFailure } from '../../src/api'
import type { ApprovalCaseView } from '../../src/bindings/ApprovalCaseView'
import type { EvidenceView } from '../../src/bindings/EvidenceView'
import type { ModelBoardView } from '../../src/bindings/ModelBoardView'
import type { ModelStandingView } from '../../src/bindings/ModelStandingView'
import type { RateView } from '../../src/bindings/RateView'
import type { RollBackPlanView } from '../../src/bindings/RollBackPlanView'
import type { WorkView } from '../../src/bindings/WorkView'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 20, 13, 2)

export interface ModelsDouble {
  board: ModelBoardView
  plan: RollBackPlanView
  approvals: ApprovalCaseView[]
  work: WorkView[]
  /** What was asked for, in order. */
  asked: string[]
  api: Pick<Api, 'models' | 'approvals' | 'work'>
}

const rate = (value: number, low: number, high: number, n: number): RateView => ({ value, low, high, n })

const evidence = (accuracy: RateView, gain: RateView | null, kept: boolean): EvidenceView[] => [
  { finding: 'pass', item: { kind: 'cases', n: accuracy.n, needed: 40 } },
  {
    finding: kept ? 'pass' : 'too_little_data',
    item: {
      kind: 'promise',
      alpha: 0.02,
      threshold: kept ? 0.87 : null,
      errors: rate(0.011, 0.007, 0.016, 2_437),
      upper_bound: kept ? 0.0152 : 1,
      labels_needed: kept ? null : 640,
    },
  },
  { finding: null, item: { kind: 'coverage', rate: rate(0.791, 0.776, 0.806, accuracy.n) } },
  { finding: gain ? 'pass' : null, item: { kind: 'accuracy', rate: accuracy, gain, margin: 0.02 } },
  {
    finding: kept ? 'pass' : 'too_little_data',
    item: {
      kind: 'intents',
      known: kept ? 20 : 18,
      of: 20,
      needed: 10,
      lacking: kept ? [] : ['Legal matter', 'Renewal in doubt'],
    },
  },
]

export function standing(short: string, given: Partial<ModelStandingView> = {}): ModelStandingView {
  return {
    version: short.padEnd(64, '0'),
    version_short: short,
    trained_by: 'stu',
    trained_at_ms: NOW - 2 * DAY,
    was_live: false,
    evidence: evidence(rate(0.921, 0.911, 0.93, 3_210), rate(0.007, -0.006, 0.02, 3_080), true),
    pending_approval: null,
    ...given,
  }
}

export function modelsDouble(): ModelsDouble {
  const find = (approvalId: string) => {
    const found = made.approvals.find(each => each.approval_id === approvalId)
    if (!found || found.bar !== null) throw new ApiFailure({ code: 'not_allowed', message: 'refused' })
    return found
  }
  const decide = (approvalId: string, state: string) => {
    Object.assign(find(approvalId), { state, decided_by: 'mk', decided_at_ms: NOW })
  }
  const made: ModelsDouble = {
    asked: [],
    work: [],
    plan: {
      bad_short: '7f3a91c2',
      restores_short: '5c1e0b77',
      unreleased: 212,
      released: 3_908,
      flipped: 61,
      standing: 3_847,
    },
    approvals: [],
    board: {
      champion: standing('7f3a91c2', {
        was_live: true,
        trained_at_ms: NOW - 30 * DAY,
        evidence: evidence(rate(0.914, 0.904, 0.924, 3_080), null, true),
      }),
      others: [standing('c20de4f8'), standing('5c1e0b77', { was_live: true, trained_at_ms: NOW - 60 * DAY })],
      stretches: [
        { version_short: '5c1e0b77', from_ms: NOW - 60 * DAY, until_ms: NOW - 28 * DAY, begins: 0, ends: 0.533 },
        { version_short: '7f3a91c2', from_ms: NOW - 28 * DAY, until_ms: null, begins: 0.533, ends: 1 },
      ],
      marks: [
        {
          kind: 'released',
          at_ms: NOW - 28 * DAY,
          position: 0.533,
          version_short: '7f3a91c2',
          replaces_short: '5c1e0b77',
          by: 'olga',
          reason: null,
        },
        {
          kind: 'resumed',
          at_ms: NOW - 41 * DAY,
          position: 0.317,
          version_short: null,
          replaces_short: null,
          by: 'olga',
          reason: 'checked with QA',
        },
        {
          kind: 'paused',
          at_ms: NOW - 42 * DAY,
          position: 0.3,
          version_short: null,
          replaces_short: null,
          by: 'olga',
          reason: 'refunds misrouted',
        },
        {
          kind: 'released',
          at_ms: NOW - 60 * DAY,
          position: 0,
          version_short: '5c1e0b77',
          replaces_short: null,
          by: 'olga',
          reason: null,
        },
      ],
      paused_at_ms: null,
      paused_by: null,
      pause_reason: null,
      labels: 3_412,
      labelled_intents: 20,
      labels_needed: 40,
      at_ms: NOW,
    },
    api: {
      models: {
        board: async () => structuredClone(made.board),
        train: async () => {
          made.asked.push('train')
        },
        request: async (version, reason) => {
          made.asked.push(`request ${version.slice(0, 8)}: ${reason}`)
        },
        planRollBack: async () => made.plan,
        rollBack: async reason => {
          made.asked.push(`roll back: ${reason}`)
          return made.plan
        },
        resume: async reason => {
          made.asked.push(`resume: ${reason}`)
        },
      },
      approvals: {
        list: async () => ({
          approvals: structuredClone(made.approvals),
          waiting_for_me: made.approvals.filter(each => each.state === 'pending' && each.bar === null).length,
        }),
        approve: async approvalId => decide(approvalId, 'approved'),
        refuse: async approvalId => decide(approvalId, 'refused'),
      },
      work: {
        list: async () => ({ work: structuredClone(made.work) }),
        cancel: async workId => {
          made.asked.push(`cancel ${workId}`)
        },
        clear: async workId => {
          made.work = made.work.filter(each => each.work_id !== workId)
        },
      },
    },
  }
  return made
}

export function approval(id: string, given: Partial<ApprovalCaseView> = {}): ApprovalCaseView {
  return {
    approval_id: id,
    kind: 'promotion',
    subject: 'c20de4f8'.padEnd(64, '0'),
    subject_short: 'c20de4f8',
    replaces: null,
    state: 'pending',
    reason: 'knows the new tariff, and 1,200 answers more',
    requested_by: 'stu',
    requested_at_ms: NOW - DAY,
    decided_by: null,
    decided_at_ms: null,
    bar: null,
    ...given,
  }
}

export function underway(id: string, given: Partial<WorkView> = {}): WorkView {
  return {
    work_id: id,
    kind: 'import',
    subject: 'march.jsonl',
    stage: null,
    done: 12_500,
    share: 0.42,
    remaining_ms: 95_000,
    state: 'running',
    cancellable: true,
    failure: null,
    outcome: null,
    ...given,
  }
}
