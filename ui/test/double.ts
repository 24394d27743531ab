/**
 * An engine for tests: keeps a queue in memory and answers as the real one would. Typed as `Api`, so that it cannot drift
 * from what the page really calls. In no build of the console.
 */
import { type Api, ApiFailure } from '../src/api'
import type { AppearanceRequest } from '../src/bindings/AppearanceRequest'
import type { Change } from '../src/bindings/Change'
import type { DecisionFilterRequest } from '../src/bindings/DecisionFilterRequest'
import type { FacetView } from '../src/bindings/FacetView'
import type { FailureCode } from '../src/bindings/FailureCode'
import type { FirstStartView } from '../src/bindings/FirstStartView'
import type { NoticeRequest } from '../src/bindings/NoticeRequest'
import type { PastCaseView } from '../src/bindings/PastCaseView'
import type { PastOutcomeName } from '../src/bindings/PastOutcomeName'
import type { ReviewFiguresView } from '../src/bindings/ReviewFiguresView'
import type { ReviewFilterRequest } from '../src/bindings/ReviewFilterRequest'
import type { ReviewItemView } from '../src/bindings/ReviewItemView'
import type { ReviewListView } from '../src/bindings/ReviewListView'
import type { ReviewRowView } from '../src/bindings/ReviewRowView'
import type { ReviewSubmitRequest } from '../src/bindings/ReviewSubmitRequest'
import type { SessionView } from '../src/bindings/SessionView'
import type { StatusView } from '../src/bindings/StatusView'
import type { WorkspaceCreateRequest } from '../src/bindings/WorkspaceCreateRequest'
import { type Decided, decisionsDouble } from './doubles/decisions'
import { type InsightDouble, insightApi, insightDouble } from './doubles/insight'
import { type ModelsDouble, modelsDouble } from './doubles/models'
import { type PolicyDouble, policyDouble } from './doubles/policy'
import { type SourcesDouble, sourcesDouble } from './doubles/sources'
import { NOW_MS } from './now'

export { NOW_MS }

export const ME = 'mk'
/** Rows of a page of the list. */
const PAGE = 100

/** What a supervisor who is also compliance officer may do, of what the console asks for. */
const EVERYTHING = [
  'review_read',
  'review_answer',
  'stop',
  'stop_lift',
  'decision_read',
  'fairness_read',
  'monitoring_read',
  'ledger_read',
  'ledger_verify',
  'ledger_export',
]

export interface Waiting {
  row: ReviewRowView
  item: ReviewItemView
}

export interface Double {
  api: Api
  session: SessionView
  status: StatusView
  waiting: Waiting[]
  decided: Decided[]
  insight: InsightDouble
  /** Every filter that decisions were asked by, in order. */
  asked: DecisionFilterRequest[]
  /** Every submission, in order. */
  submitted: ReviewSubmitRequest[]
  skipped: string[]
  start: FirstStartView
  /** How the window was to look from now on, in order. */
  looks: AppearanceRequest[]
  /** What the desktop was to show, in order. */
  notices: NoticeRequest[]
  /** Workspaces that were asked for. */
  created: WorkspaceCreateRequest[]
  models: ModelsDouble
  sources: SourcesDouble
  policy: PolicyDouble
  /** The next submission is refused with this code. */
  refuseNext: (code: FailureCode) => void
  /** Tells the page that something changed. */
  say: (change: Change) => void
}

export function double(waiting: Waiting[]): Double {
  let listener: (change: Change) => void = () => undefined
  let refusal: FailureCode | null = null
  const done: { entry: Waiting; at: number }[] = []
  const one = (itemId: string): Waiting => {
    const found = made.waiting.find(entry => entry.row.item_id === itemId)
    if (!found) throw refuse('claim_lost')
    return found
  }
  const list = async (filter: ReviewFilterRequest, after: string | null): Promise<ReviewListView> => {
    const matching = made.waiting.filter(entry => matches(entry, filter))
    const from = after === null ? 0 : matching.findIndex(entry => entry.row.item_id === after) + 1
    const page = matching.slice(from, from + PAGE).map(entry => ({ ...entry.row }))
    const next = from + PAGE < matching.length ? (page.at(-1)?.item_id ?? null) : null
    return { items: page, total: made.waiting.length, done_today: done.length, next }
  }
  const figures = async (filter: ReviewFilterRequest): Promise<ReviewFiguresView> => {
    const of = (name: FilterName) => {
      const { [name]: _, ...others } = filter
      return made.waiting.filter(entry => matches(entry, others))
    }
    const facets = (name: FilterName, value: (entry: Waiting) => [string, string | null] | null): FacetView[] => {
      const counted = new Map<string, FacetView>()
      for (const found of of(name).map(value)) {
        if (found) counted.set(found[0], { value: found[0], title: found[1], n: (counted.get(found[0])?.n ?? 0) + 1 })
      }
      return [...counted.values()].sort((one, other) => other.n - one.n)
    }
    return {
      n: made.waiting.filter(entry => matches(entry, filter)).length,
      queues: facets('queue', ({ row }) => [row.queue, row.queue_title]),
      // What has no reason counts with each.
      reasons: facets('reason', ({ row }) => (row.reason === null ? null : [row.reason, null])).map(facet => ({
        ...facet,
        n: facet.n + of('reason').filter(({ row }) => row.reason === null).length,
      })),
      intents: facets('intent', ({ row }) => (row.intent === null ? null : [row.intent, row.intent_title])),
      channels: facets('channel', ({ item }) => [item.channel, null]),
      overdue: of('due').filter(({ row }) => row.overdue).length,
      mine: of('held').filter(({ item }) => item.claim?.mine).length,
    }
  }
  const claim = async (itemId: string) => {
    const { item } = one(itemId)
    if (item.claim && !item.claim.mine) throw refuse('claim_lost')
    item.claim = { by: ME, until_ms: NOW_MS + 600_000, mine: true }
    return structuredClone(item)
  }
  const submit = async (request: ReviewSubmitRequest) => {
    made.submitted.push(request)
    if (refusal !== null) {
      const code = refusal
      refusal = null
      throw refuse(code)
    }
    const entry = one(request.item_id)
    done.push({ entry, at: made.waiting.indexOf(entry) })
    made.waiting = made.waiting.filter(each => each !== entry)
    return { item_id: request.item_id, undo_until_ms: NOW_MS + 300_000 }
  }
  const undo = async () => {
    const last = done.pop()
    if (!last) throw refuse('input')
    made.waiting = made.waiting.toSpliced(last.at, 0, last.entry)
    return { item_id: last.entry.row.item_id }
  }
  const models = modelsDouble()
  const insight = insightDouble()
  const kept = { decided: [] as Decided[], asked: [] as DecisionFilterRequest[] }
  const sources = sourcesDouble()
  const policy = policyDouble()
  const settle = () => {
    made.session = { ...made.session, fresh: false }
    return made.session
  }
  const made: Double = {
    start: { folder: '/home/mk/.local/share/countersign', state: 'free', keyring: true, least_password: 10 },
    created: [],
    looks: [],
    notices: [],
    models,
    ...kept,
    sources,
    policy,
    insight,
    waiting,
    submitted: [],
    skipped: [],
    session: {
      workspace: { name: 'Desk', folder: '/srv/desk', key_mode: 'keyring' },
      phase: 'signed_in',
      person: { id: ME, name: ME, roles: ['supervisor', 'compliance_officer'], may: EVERYTHING },
      holder: null,
      take_over: false,
      failure: null,
      fresh: false,
    },
    status: {
      running: 'running',
      stopped_by: null,
      stopped_at_ms: null,
      stop_reason: null,
      model_version_short: '7f3a',
      policy_version_short: '12',
      promise: 'valid',
      promise_alpha: 0.02,
      labels_needed: null,
      faults: [],
      set_aside: 0,
      waiting: waiting.length,
      overdue: waiting.filter(({ row }) => row.overdue).length,
      imports_running: [],
    },
    refuseNext: code => {
      refusal = code
    },
    say: change => listener(change),
    api: {
      ...models.api,
      ...sources.api,
      ...policy.api,
      session: {
        state: async () => made.session,
        unlock: async () => made.session,
        signIn: async () => {
          made.session = { ...made.session, phase: 'signed_in' }
          return made.session
        },
        signOut: async () => {
          made.session = { ...made.session, phase: 'signed_out' }
          return made.session
        },
        takeOver: async () => made.session,
      },
      firstStart: {
        read: async () => made.start,
        propose: async folder => {
          made.start = { ...made.start, folder: folder ?? '/srv/chosen' }
          return made.start
        },
        create: async request => {
          made.created.push(request)
          return { groups: ['7H2K', 'QZ0R', '9XW4', 'M3TN', '58CD', 'VJ6A', 'PE1Y', 'KB2G', 'TT09'], asked: [2, 7] }
        },
        confirm: async groups => {
          if (groups.join() !== 'QZ0R,PE1Y') throw refuse('input')
          made.session = { ...made.session, phase: 'signed_in', fresh: true }
          return made.session
        },
        own: async () => settle(),
        sample: async () => settle(),
        recover: async request => {
          if (request.code !== 'THE-CODE') throw refuse('key_unavailable')
          made.session = { ...made.session, phase: 'signed_out', person: null }
          return made.session
        },
      },
      status: {
        read: async () => ({ ...made.status, waiting: made.waiting.length }),
        stop: async reason => {
          made.status = {
            ...made.status,
            running: 'stopped',
            stopped_by: ME,
            stopped_at_ms: NOW_MS,
            stop_reason: reason,
          }
          return made.status
        },
        lift: async () => {
          made.status = { ...made.status, running: 'running', stopped_by: null, stopped_at_ms: null, stop_reason: null }
          return made.status
        },
      },
      review: {
        list,
        figures,
        similar: async () => ({
          cases: [
            past('I was charged two times, ⟦PERSON⟧', 'person', 'Refund request', 1),
            past('Money taken twice for one order', 'person', 'Billing question', 3),
          ],
        }),
        history: async () => ({
          cases: [
            past('Where is ⟦ORDER_ID⟧?', 'automatic', 'Order status', 2),
            past('Still no answer', 'asked', null, 5),
            past('I cannot get in', 'person', 'Password reset', 40),
          ],
        }),
        open: async itemId => structuredClone(one(itemId).item),
        claim,
        submit,
        skip: async itemId => {
          made.skipped.push(itemId)
        },
        undo,
      },
      appearance: {
        kept: undefined,
        keep: async request => {
          made.looks.push(request)
        },
      },
      notices: {
        show: async request => {
          made.notices.push(request)
        },
      },
      decisions: decisionsDouble(kept),
      ...insightApi(insight),
      changes: {
        subscribe: async onChange => {
          listener = onChange
        },
      },
    },
  }
  return made
}

const past = (text: string, outcome: PastOutcomeName, intent_title: string | null, days: number): PastCaseView => ({
  at_ms: NOW_MS - days * 86_400_000,
  channel: 'chat',
  text,
  outcome,
  intent_title,
})

type FilterName = keyof ReviewFilterRequest

/** As the engine does it, but for words, which are looked for anywhere in the beginning of the text. */
function matches({ row, item }: Waiting, filter: ReviewFilterRequest): boolean {
  const is = (asked: string | undefined, found: string | null) => asked === undefined || asked === found
  return (
    is(filter.queue, row.queue) &&
    (row.reason === null || is(filter.reason, row.reason)) &&
    is(filter.intent, row.intent) &&
    is(filter.channel, item.channel) &&
    (filter.due === undefined || row.overdue) &&
    (filter.held === undefined || item.claim?.mine === true) &&
    (filter.text === undefined || row.excerpt.toLowerCase().includes(filter.text.toLowerCase()))
  )
}

function refuse(code: FailureCode): ApiFailure {
  return new ApiFailure({ code, message: `refused: ${code}` })
}

const INTENTS = [
  ['refund_request', 'Refund request', 'Wants money back for a charge that was made.'],
  ['billing_question', 'Billing question', 'Asks to have a charge or an invoice explained.'],
  ['cancellation', 'Cancellation', 'Wants to end a contract or subscription.'],
  ['complaint', 'Complaint', 'Says that something went wrong and wants it put right.'],
  ['order_status', 'Order status', 'Asks where an order is.'],
  ['password_reset', 'Password reset', 'Cannot get into the account.'],
] as const

/** One item as the engine gives it; `model: false` for a workspace without a model. */
export function waitingItem(number: number, options: { model?: boolean; dueInMin?: number } = {}): Waiting {
  const { model = true, dueInMin = 12 + number * 6 } = options
  const id = `item-${number}`
  const intents = INTENTS.map(([intent, title, definition]) => ({ intent, title, definition }))
  const [best, rival] = [intents[number % 3], intents[(number + 1) % 3]]
  if (!best || !rival) throw new Error('there are at least three intents')
  const due_at_ms = NOW_MS + dueInMin * 60_000
  const candidate = (intent: typeof best, key: number, probability: number | null) => ({
    ...intent,
    example: null,
    probability,
    key,
  })
  return {
    row: {
      item_id: id,
      queue: 'billing',
      queue_title: 'Billing',
      due_at_ms,
      overdue: dueInMin < 0,
      priority: 1,
      probability: model ? 0.54 : null,
      intent: model ? best.intent : null,
      intent_title: model ? best.title : null,
      reason: model ? 'two_rivals' : 'no_model',
      excerpt: `Question number ${number} of a customer`,
      claimed_by: null,
      version: 1,
    },
    item: {
      item_id: id,
      version: 1,
      queue_title: 'Billing',
      channel: 'chat',
      due_at_ms,
      claim: null,
      turns: [
        {
          speaker: 'customer',
          at_ms: NOW_MS - 300_000,
          parts: [
            { kind: 'text', text: `Question number ${number}: `, same: null, weight: null, against: false },
            { kind: 'token', text: 'PERSON', same: 'ABCDEFGHIJKLMNOP', weight: null, against: false },
            { kind: 'text', text: ' was charged twice', same: null, weight: 0.9, against: false },
            { kind: 'text', text: ' and asks why.', same: null, weight: 0.4, against: true },
          ],
        },
      ],
      suggestion: model
        ? { intent: best.intent, title: best.title, probability: 0.54, right_of_100: 54, n: 271 }
        : null,
      candidates: model
        ? [candidate(best, 1, 0.54), candidate(rival, 2, 0.41)]
        : intents.map((each, at) => candidate(each, at + 1, null)),
      other_intents: model ? intents.filter(each => each !== best && each !== rival) : [],
      reason: model ? 'two_rivals' : 'no_model',
      rule: 'default',
      similar: model ? [{ intent_title: 'Refund request', count: 14 }] : [],
      subject_history: 3,
      calibration_chart: null,
      ...(model && {
        explanation: {
          set: [best.intent, rival.intent],
          set_coverage: { value: 0.958, low: 0.93, high: 0.977, n: 320 },
          secondary: { intent: 'complaint', title: 'Complaint', probability: 0.62 },
          without: { words: ['charged', 'twice'], intent: rival.intent, title: rival.title, is_fewest: true },
          nearest: [
            { event_id: 'n1', intent: best.intent, excerpt: 'I was charged two times', similarity: 0.71 },
            { event_id: 'n2', intent: rival.intent, excerpt: 'please stop charging me', similarity: 0.44 },
          ],
          circumstances: [],
        },
      }),
    },
  }
}
