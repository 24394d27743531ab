/** Fairness, ledger and monitoring as the engine would answer. */
import { type Api, ApiFailure } from '../../src/api'
import type { FairnessAuditRequest } from '../../src/bindings/FairnessAuditRequest'
import type { FairnessSaveRequest } from '../../src/bindings/FairnessSaveRequest'
import type { FindingView } from '../../src/bindings/FindingView'
import type { LedgerFilterRequest } from '../../src/bindings/LedgerFilterRequest'
import type { LedgerRowView } from '../../src/bindings/LedgerRowView'
import type { MonitoringView } from '../../src/bindings/MonitoringView'
import type { PromiseBoardRequest } from '../../src/bindings/PromiseBoardRequest'
import type { PromiseView } from '../../src/bindings/PromiseView'
import type { RateView } from '../../src/bindings/RateView'
import type { VerificationView } from '../../src/bindings/VerificationView'
import type { WhatIfPointView } from '../../src/bindings/WhatIfPointView'
import { NOW_MS } from '../now'
import { rateChart } from './chart'

const rate = (value: number | null, low: number, high: number, n: number): RateView => ({ value, low, high, n })

export interface InsightDouble {
  findings: FindingView[]
  audited: FairnessAuditRequest[]
  /** Audits that were entered in the ledger. */
  entered: FairnessAuditRequest[]
  saved: FairnessSaveRequest[]
  entries: LedgerRowView[]
  filters: LedgerFilterRequest[]
  verification: VerificationView
  monitoring: MonitoringView
  /** Absent: no model. */
  promise: PromiseView | null
  /** The least share of wrong ones that labels can keep. */
  strictest: number
  weighed: PromiseBoardRequest[]
  /** Charts that were saved, as name and form. */
  drawn: string[]
}

const finding = (attribute: string, verdict: FindingView['verdict'], value: number | null): FindingView => ({
  attribute,
  verdict,
  difference: value === null ? rate(null, 0, 1, 0) : rate(value, value - 0.021, value + 0.022, 1_812),
  highest: value === null ? null : 'native',
  lowest: value === null ? null : 'learner',
  groups: value === null ? 1 : 3,
  small: verdict === 'insufficient_evidence' ? [{ group: 'learner', n: 12 }] : [],
  without_group: 204,
})

const GROUPS = [
  ['learner', rate(0.512, 0.478, 0.546, 851)],
  ['native', rate(0.573, 0.553, 0.593, 2_408)],
  ['second language', rate(0.561, 0.52, 0.6, 590)],
] as const

export function entry(sequence: number, act: string, actor: string, name: string | null): LedgerRowView {
  return {
    sequence,
    at_ms: NOW_MS - (4_200 - sequence) * 61_000,
    actor,
    actor_name: name,
    act,
    subject: act === 'review_answered' ? [{ name: 'item', value: `0197-item-${sequence}` }] : [],
    details: act === 'review_answered' ? [{ name: 'intent', value: 'refund_request' }] : [],
    leaf: 'a3f1'.repeat(16),
    chain: '07bc'.repeat(16),
  }
}

const PEOPLE = [
  ['u-1', 'sue'],
  ['u-2', 'olga'],
  ['u-3', 'stu'],
] as const
const ACTS = ['review_answered', 'signed_in', 'review_answered', 'model_promoted', 'stop_engaged', 'review_undone']

export function insightDouble(): InsightDouble {
  return {
    findings: [
      finding('language_background', 'gap', 0.061),
      finding('vulnerable', 'insufficient_evidence', 0.048),
      finding('age_band', 'no_material_gap', 0.018),
    ],
    audited: [],
    entered: [],
    saved: [],
    entries: Array.from({ length: 120 }, (_, at) => {
      const [id, name] = PEOPLE[at % 3] ?? PEOPLE[0]
      return entry(4_200 - at * 3, ACTS[at % ACTS.length] ?? 'signed_in', id, name)
    }),
    filters: [],
    verification: { verified: true, entries: 4_200, first_wrong: null, head: '07bc'.repeat(16) },
    monitoring: {
      running: 'running',
      since_ms: NOW_MS - 7 * 86_400_000,
      received: 4_310,
      decided: 4_120,
      undecided: 0,
      waiting: 312,
      overdue: 4,
      oldest_since_ms: NOW_MS - 5 * 3_600_000,
      next_due_ms: NOW_MS + 12 * 60_000,
      latency: { median_ms: 27, p95_ms: 31, n: 4_120 },
      answering: { median_ms: 41 * 60_000, p95_ms: 3 * 3_600_000, n: 641 },
      coverage: rate(0.612, 0.597, 0.627, 4_120),
      reasons: [
        { reason: 'always_human', share: rate(0.171, 0.16, 0.183, 4_120) },
        { reason: 'below_threshold', share: rate(0.118, 0.108, 0.128, 4_120) },
        { reason: 'two_rivals', share: rate(0.063, 0.056, 0.071, 4_120) },
        { reason: 'out_of_scope', share: rate(0.036, 0.03, 0.042, 4_120) },
      ],
      misroutes: rate(0.008, 0.001, 0.029, 245),
      misrouted: 2,
      promise: 'valid',
      promise_alpha: 0.02,
      finding: 'open',
      labels_needed: null,
      coverage_chart: null,
    },
    promise: {
      model_version_short: '7f3a0c11',
      state: 'valid',
      alpha: 0.02,
      delta: 0.05,
      per: 'whole',
      basis: 'cross_fitted',
      coverage: rate(0.786, 0.772, 0.801, 3_080),
      wrong: rate(0.015, 0.01, 0.02, 2_422),
      parts: [
        {
          name: null,
          threshold: 0.83,
          coverage: rate(0.786, 0.772, 0.801, 3_080),
          wrong: 36,
          upper_bound: 0.0198,
          labels_needed: null,
        },
      ],
      scope_limit: 0.92,
      watch: { answers: 245, wrong: 2, low: 0.001, high: 0.034, evidence: 0.12 },
    },
    strictest: 0.01,
    weighed: [],
    drawn: [],
  }
}

const span = (value: number) => ({ value, low: value * 0.9, high: value * 1.1 })

function point(alpha: number, strictest: number, minutes: number): WhatIfPointView {
  const holds = alpha >= strictest
  const share = holds ? 0.6 + alpha * 2 : 0
  const people = 600 * (1 - share)
  return {
    alpha,
    holds,
    threshold: holds ? 0.9 - alpha : null,
    coverage: holds ? rate(share, share - 0.015, share + 0.015, 3_080) : rate(0, 0, 0.001, 3_080),
    wrong: holds ? rate(alpha * 0.7, alpha * 0.5, alpha, 2_200) : rate(null, 0, 1, 0),
    people_per_day: span(people),
    hours_per_day: span((people * minutes) / 60),
    wrong_per_day: span(600 * share * alpha * 0.7),
    labels_needed: holds ? null : Math.round(60 / alpha),
  }
}

export function insightApi(made: InsightDouble): Pick<Api, 'fairness' | 'ledger' | 'monitoring' | 'promise'> {
  return {
    fairness: {
      overview: async request => {
        made.audited.push(request)
        return { n: 4_120, margin: 0.05, min_n: 30, findings: made.findings }
      },
      audit: async request => {
        made.entered.push(request)
        return { n: 4_127, margin: 0.05, min_n: 30, findings: made.findings }
      },
      open: async ({ attribute, selection_words, accuracy_words }) => {
        const found = made.findings.find(each => each.attribute === attribute)
        if (!found) throw new ApiFailure({ code: 'input', message: attribute })
        return {
          finding: found,
          margin: 0.05,
          min_n: 30,
          without_label: 2_911,
          selection_chart: rateChart(selection_words, GROUPS),
          accuracy_chart: rateChart(accuracy_words, [
            ['learner', rate(0.911, 0.871, 0.942, 271)],
            ['native', rate(0.931, 0.912, 0.947, 801)],
            ['second language', rate(null, 0, 1, 0)],
          ]),
        }
      },
      save: async request => {
        made.saved.push(request)
        return { file: `/srv/desk/exports/fairness.${request.format}` }
      },
    },
    ledger: {
      list: async (filter, before, limit) => {
        made.filters.push(filter)
        const matching = made.entries.filter(
          ({ act, actor, sequence }) =>
            (filter.act === undefined || act === filter.act) &&
            (filter.actor === undefined || filter.actor === 'people' || actor === filter.actor) &&
            (before === null || sequence < before),
        )
        const items = matching.slice(0, limit)
        const next = matching.length > limit ? (items.at(-1)?.sequence ?? null) : null
        return { items, next, people: PEOPLE.map(([value, title]) => ({ value, title })), acts: [...new Set(ACTS)] }
      },
      verify: async () => made.verification,
      save: async () => ({ file: '/srv/desk/exports/ledger.jsonl' }),
    },
    promise: {
      save: async ({ names }, format) => {
        made.drawn.push(`promise ${names.length} ${format}`)
        return { file: `/srv/desk/exports/promise.${format}` }
      },
      board: async request => {
        made.weighed.push(request)
        const { alphas, minutes_per_answer } = request.what_if
        if (!made.promise) return { promise: null, what_if: null, chart: null }
        const points = alphas.map(alpha => point(alpha, made.strictest, minutes_per_answer))
        const rows = points.map(({ coverage }, at) => [request.names[at] ?? '', coverage] as const)
        return {
          promise: made.promise,
          what_if: {
            events_per_day: 613.4,
            always_people: rate(0.171, 0.16, 0.183, 4_120),
            points,
            by_intent: ['refund_request', 'order_status'].map((intent, at) => ({
              intent,
              decided_per_day: span(40 + 30 * at),
              wrong: rate(0.012, 0.004, 0.028, 420),
              wrong_per_day: span(0.5),
              cost_per_day: span(0),
              people_per_day: span(12),
            })),
          },
          chart: rateChart(request.words, rows),
        }
      },
    },
    monitoring: {
      save: async ({ words }, format) => {
        made.drawn.push(`${words.title} ${format}`)
        return { file: `/srv/desk/exports/coverage.${format}` }
      },
      read: async ({ words }) => ({
        ...made.monitoring,
        coverage_chart: rateChart(words, [
          ['2026-11-18', rate(0.6, 0.57, 0.63, 1_204)],
          ['2026-11-19', rate(0.622, 0.594, 0.65, 1_391)],
          ['2026-11-20', rate(0.613, 0.587, 0.639, 1_525)],
        ]),
      }),
    },
  }
}
