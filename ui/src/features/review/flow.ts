/**
 * Where a reviewer stands in the queue. Pure: rows and acts go in, the next state comes out.
 *
 * A list belongs to the filter that it was asked for with: with another filter it begins anew, and what comes late for the
 * filter before is not taken.
 * Nothing moves under the eye: a row stays where it was first shown until the reviewer asks for the list anew. What is
 * answered is marked in its place, what is new is counted and waits.
 */
import type { ReviewFilterRequest } from '../../bindings/ReviewFilterRequest'
import type { ReviewListView } from '../../bindings/ReviewListView'
import type { ReviewRowView } from '../../bindings/ReviewRowView'
import { isFiltered, isSameFilter } from './filter'

/** What became of a row since it was shown. `gone`: somebody else answered it, or it needs no answer any more. */
export type Mark = 'answered' | 'escalated' | 'skipped' | 'gone'

export interface Flow {
  /** What the rows were asked for with; `null` before there were any. */
  filter: ReviewFilterRequest | null
  /** The rows in the order in which they are shown. */
  order: readonly string[]
  rows: Readonly<Record<string, ReviewRowView>>
  marks: Readonly<Record<string, Mark>>
  /** Rows that came since and would stand between those that are shown. */
  newcomers: readonly string[]
  /** Where the rows after the last one begin; `null` where it is the last of all. */
  next: string | null
  current: string | null
}

/** Rows in the engine's order, and where the next ones begin. */
export type Page = Pick<ReviewListView, 'items' | 'next'>

export type Act =
  /** The most urgent rows, as the engine has them now: read again with every change. */
  | { kind: 'listed'; page: Page; filter: ReviewFilterRequest }
  /** The rows after those that are shown: read once. */
  | { kind: 'continued'; page: Page; filter: ReviewFilterRequest }
  /** The reviewer asks for the list as it is now. */
  | { kind: 'renewed'; page: Page }
  | { kind: 'selected'; id: string }
  | { kind: 'moved'; by: 1 | -1 }
  /** The reviewer did something with the current item, and goes on to the next. */
  | { kind: 'marked'; id: string; mark: Mark }
  /** What was done did not hold (refused), so the row waits again. */
  | { kind: 'unmarked'; id: string }
  /** What was done was taken back; the reviewer stands before the item again. */
  | { kind: 'undone'; id: string }

export const start: Flow = {
  filter: null,
  order: [],
  rows: {},
  marks: {},
  newcomers: [],
  next: null,
  current: null,
}

export function step(flow: Flow, act: Act): Flow {
  switch (act.kind) {
    case 'listed':
      return flow.order.length === 0 || !isSameFilter(flow.filter, act.filter)
        ? begun(flow, act)
        : listed(flow, act.page)
    case 'continued':
      return isSameFilter(flow.filter, act.filter) ? continued(flow, act.page) : flow
    case 'renewed':
      return renewed(flow, act.page)
    case 'selected':
      return { ...flow, current: act.id }
    case 'moved':
      return { ...flow, current: neighbour(flow, act.by) ?? flow.current }
    case 'marked':
      return advance({ ...flow, marks: { ...flow.marks, [act.id]: act.mark } }, act.id)
    case 'unmarked':
      return { ...flow, marks: without(flow.marks, act.id) }
    case 'undone':
      return undone(flow, act.id)
  }
}

/** The item after `id` that still waits; from the end it begins again at the top. */
export function following(flow: Flow, id: string | null): string | null {
  const at = id === null ? -1 : flow.order.indexOf(id)
  const round = [...flow.order.slice(at + 1), ...flow.order.slice(0, Math.max(at, 0))]
  return round.find(each => flow.marks[each] === undefined) ?? null
}

/** The list of another filter; what was done a moment ago may not have reached the engine when it was read. */
function begun(flow: Flow, { page, filter }: { page: Page; filter: ReviewFilterRequest }): Flow {
  const fresh = renewed({ ...flow, filter }, page)
  const done = fresh.order.filter(id => flow.marks[id] !== undefined && flow.marks[id] !== 'gone')
  const marked = { ...fresh, marks: Object.fromEntries(done.map(id => [id, flow.marks[id]])) as Flow['marks'] }
  const isDone = marked.current !== null && marked.marks[marked.current] !== undefined
  return isDone ? { ...marked, current: following(marked, marked.current) } : marked
}

function renewed(flow: Flow, { items, next }: Page): Flow {
  const order = items.map(row => row.item_id)
  const fresh: Flow = { ...start, filter: flow.filter, order, rows: byId(items), next }
  const stays = flow.current !== null && order.includes(flow.current)
  return { ...fresh, current: stays ? flow.current : following(fresh, null) }
}

function listed(flow: Flow, { items, next }: Page): Flow {
  const ids = items.map(row => row.item_id)
  const places = new Map(flow.order.map((id, at) => [id, at]))
  const lastKnown = ids.findLastIndex(id => places.has(id))
  // What the page tells of ends with the last row of it that is shown, unless there is nothing after the page.
  const reach = next === null ? flow.order.length : (places.get(ids[lastKnown] ?? '') ?? -1) + 1
  // What was taken back is open already.
  const unknown = (id: string) => !places.has(id) && id !== flow.current
  const isAtEnd = reach === flow.order.length
  const appended = isAtEnd ? ids.slice(lastKnown + 1) : []
  const newcomers = (isAtEnd ? ids.slice(0, lastKnown + 1) : ids).filter(unknown)
  const listing = {
    ...flow,
    order: [...flow.order, ...appended],
    newcomers,
    next: isAtEnd ? next : flow.next,
    rows: { ...flow.rows, ...byId(items) },
    marks: marks(flow, flow.order.slice(0, reach), ids),
  }
  return { ...listing, current: flow.current ?? following(listing, null) }
}

function continued(flow: Flow, { items, next }: Page): Flow {
  const appended = items.map(row => row.item_id).filter(id => flow.rows[id] === undefined)
  const longer = { ...flow, order: [...flow.order, ...appended], rows: { ...flow.rows, ...byId(items) }, next }
  return { ...longer, current: flow.current ?? following(longer, null) }
}

/** A row that the engine no longer has is gone, unless the reviewer did it; one that is back is not. */
function marks(flow: Flow, told: readonly string[], listedIds: readonly string[]): Flow['marks'] {
  const present = new Set(listedIds)
  const next: Record<string, Mark> = { ...flow.marks }
  for (const id of told) {
    if (present.has(id)) {
      if (next[id] === 'gone') delete next[id]
    } else next[id] ??= 'gone'
  }
  return next
}

function advance(flow: Flow, id: string): Flow {
  return flow.current === id ? { ...flow, current: following(flow, id) } : flow
}

/** Of a filtered list the item may be no part; it is open, and the list stays what it is. */
function undone(flow: Flow, id: string): Flow {
  const isIn = flow.order.includes(id) || isFiltered(flow.filter ?? {})
  const order = isIn ? flow.order : [id, ...flow.order]
  return { ...flow, order, marks: without(flow.marks, id), current: id }
}

function neighbour(flow: Flow, by: 1 | -1): string | undefined {
  if (flow.current === null) return flow.order[0]
  return flow.order[flow.order.indexOf(flow.current) + by]
}

function byId(rows: readonly ReviewRowView[]): Record<string, ReviewRowView> {
  return Object.fromEntries(rows.map(row => [row.item_id, row]))
}

function without(marked: Flow['marks'], id: string): Flow['marks'] {
  const { [id]: _, ...rest } = marked
  return rest
}
