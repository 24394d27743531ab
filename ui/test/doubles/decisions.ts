/** Decisions for tests: kept in memory, filtered as far as the tests ask. */
import type { Api } from '../../src/api'
import type { DecisionDetailView } from '../../src/bindings/DecisionDetailView'
import type { DecisionFilterRequest } from '../../src/bindings/DecisionFilterRequest'
import type { DecisionRowView } from '../../src/bindings/DecisionRowView'
import { NOW_MS } from '../now'

export interface Decided {
  row: DecisionRowView
  detail: DecisionDetailView
}

export function decisionsDouble(made: { decided: Decided[]; asked: DecisionFilterRequest[] }): Api['decisions'] {
  const matching = (filter: DecisionFilterRequest) =>
    made.decided.filter(
      ({ row, detail }) =>
        (filter.verdict === undefined || row.verdict === filter.verdict) &&
        (filter.intent === undefined || detail.decision.intent === filter.intent) &&
        (filter.event === undefined || row.event_id === filter.event),
    )
  const one = (id: string): Decided => {
    const found = made.decided.find(({ row }) => row.decision_id === id)
    if (!found) throw new Error(`there is no decision ${id}`)
    return found
  }
  const rate = (part: number, n: number) => ({ value: n === 0 ? null : part / n, low: 0.1, high: 0.9, n })
  return {
    list: async (filter, after, limit) => {
      made.asked.push(filter)
      const rows = matching(filter).map(({ row }) => row)
      const from = after === null ? 0 : rows.findIndex(row => row.decision_id === after) + 1
      const items = rows.slice(from, from + limit)
      return { items, next: from + limit < rows.length ? (items.at(-1)?.decision_id ?? null) : null }
    },
    figures: async filter => {
      const rows = matching(filter).map(({ row }) => row)
      const of = (verdict: string) => rows.filter(row => row.verdict === verdict).length
      return {
        n: rows.length,
        automatic: rate(of('automatic'), rows.length),
        abstained: rate(of('abstained'), rows.length),
        person: rate(of('person'), rows.length),
        verdicts: ['automatic', 'abstained'].map(value => ({ value, title: null, n: of(value) })),
        reasons: [{ value: 'two_rivals', title: null, n: of('abstained') }],
        intents: [{ value: 'refund_request', title: 'Refund request', n: rows.length }],
        queues: [{ value: 'billing', title: 'Billing', n: rows.length }],
      }
    },
    options: async () => ({
      models: [{ version: '7f3a0000', short: '7f3a0000', since_ms: NOW_MS - 86_400_000 }],
      policies: [{ version: 'ab120000', short: 'ab120000', since_ms: NOW_MS - 86_400_000 }],
      segments: ['plan=business'],
      intents: [{ value: 'refund_request', title: 'Refund request' }],
    }),
    open: async id => structuredClone(one(id).detail),
    replay: async id => ({ decision_id: id, same: true, differences: [] }),
  }
}

/** A decision as the engine gives it. */
export function decided(number: number, verdict: 'automatic' | 'abstained' = 'automatic'): Decided {
  const id = `decision-${number}`
  const reason = verdict === 'abstained' ? 'two_rivals' : null
  const at = NOW_MS - number * 60_000
  const candidates = [
    { intent: 'refund_request', probability: 0.97 },
    { intent: 'billing_question', probability: 0.02 },
  ]
  return {
    row: {
      decision_id: id,
      event_id: `event-${number}`,
      decided_at_ms: at,
      verdict,
      reason,
      intent_title: 'Refund request',
      probability: 0.97,
      queue_title: 'Billing',
      channel: 'chat',
      excerpt: `Message number ${number} of ⟦PERSON⟧`,
    },
    detail: {
      decision: {
        decision_id: id,
        revision: 1,
        event_id: `event-${number}`,
        verdict,
        reason,
        intent: 'refund_request',
        probability: 0.97,
        candidates,
        threshold: 0.91,
        out_of_scope_score: 0.08,
        route: {
          effect: 'act',
          queue: 'billing',
          action: verdict === 'automatic' ? 'open_refund_form' : null,
          priority: 1,
          due_at_ms: at + 3_600_000,
          rule: 'default',
        },
        audit_probability: 0.05,
        decided_at_ms: at,
        lineage: {
          feature_set_version: 'features-1',
          model_version: '7f3a0000',
          routing_policy_version: 'ab120000',
          taxonomy_version: 'cd340000',
          recognizer_version: 'recognizers-3',
          earlier_contacts: 2,
        },
        outbox: verdict === 'automatic' ? 'released' : null,
      },
      titles: [
        { value: 'refund_request', title: 'Refund request' },
        { value: 'billing_question', title: 'Billing question' },
      ],
      queue_title: 'Billing',
      channel: 'chat',
      segments: ['plan=business'],
      event_at_ms: at - 60_000,
      received_at_ms: at - 1_000,
      turns: [
        {
          speaker: 'customer',
          at_ms: at - 60_000,
          parts: [
            { kind: 'text', text: `Message number ${number}: `, same: null, weight: null, against: false },
            { kind: 'token', text: 'PERSON', same: 'ABCDEFGHIJKLMNOP', weight: null, against: false },
            { kind: 'text', text: ' wants the money back', same: null, weight: 0.9, against: false },
            { kind: 'text', text: ' and an explanation.', same: null, weight: 0.4, against: true },
          ],
        },
      ],
      suggestion: { intent: 'refund_request', title: 'Refund request', probability: 0.97, right_of_100: 98, n: 412 },
      revisions: [
        {
          decision_id: id,
          revision: 1,
          verdict,
          reason,
          intent_title: 'Refund request',
          by: null,
          decided_at_ms: at,
        },
      ],
      comment: null,
      can_replay: true,
    },
  }
}
