/**
 * Where a reviewer stands in the queue. Pure: rows and acts go in, the next state comes out.
 *
 * Nothing moves under the eye: a row stays where it was first shown until the reviewer asks for the list anew. What is
 * answered is marked in its place, what is new is counted and waits.
 */
import type { ReviewRowView } from '../../bindings/ReviewRowView'

/** What became of a row since it was shown. `gone`: somebody else answered it, or it needs no answer any more. */
export type Mark = 'answered' | 'escalated' | 'skipped' | 'gone'

export interface Flow {
  /** The rows in the order in which they are shown. */
  order: readonly string[]
  rows: Readonly<Record<string, ReviewRowView>>
  marks: Readonly<Record<string, Mark>>
  /** Rows that came since and would stand between those that are shown. */
  newcomers: readonly string[]
  current: string | null
}

export type Act =
  /** The engine's list, as far as it was read. */
  | { kind: 'listed'; rows: readonly ReviewRowView[] }
  /** The reviewer asks for the list as it is now. */
  | { kind: 'renewed'; rows: readonly ReviewRowView[] }
  | { kind: 'selected'; id: string }
  | { kind: 'moved'; by: 1 | -1 }
  /** The reviewer did something with the current item, and goes on to the next. */
  | { kind: 'marked'; id: string; mark: Mark }
  /** What was done did not hold (refused), so the row waits again. */
  | { kind: 'unmarked'; id: string }
  /** What was done was taken back; the reviewer stands before the item again. */
  | { kind: 'undone'; id: string }

export const start: Flow = { order: [], rows: {}, marks: {}, newcomers: [], current: null }

export function step(flow: Flow, act: Act): Flow {
  switch (act.kind) {
    case 'listed':
      return flow.order.length === 0 ? renewed(flow, act.rows) : listed(flow, act.rows)
    case 'renewed':
      return renewed(flow, act.rows)
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

function renewed(flow: Flow, fresh: readonly ReviewRowView[]): Flow {
  const order = fresh.map(row => row.item_id)
  const next: Flow = { order, rows: byId(fresh), marks: {}, newcomers: [], current: null }
  const stays = flow.current !== null && order.includes(flow.current)
  return { ...next, current: stays ? flow.current : following(next, null) }
}

function listed(flow: Flow, fresh: readonly ReviewRowView[]): Flow {
  const ids = fresh.map(row => row.item_id)
  const known = new Set(flow.order)
  const lastKnown = ids.findLastIndex(id => known.has(id))
  const unknown = ids.map((id, at) => ({ id, at })).filter(({ id }) => !known.has(id))
  const appended = unknown.filter(({ at }) => at > lastKnown).map(({ id }) => id)
  const newcomers = unknown.filter(({ at }) => at < lastKnown).map(({ id }) => id)
  const order = [...flow.order, ...appended]
  const next = { ...flow, order, newcomers, rows: { ...flow.rows, ...byId(fresh) }, marks: marks(flow, order, ids) }
  return { ...next, current: flow.current ?? following(next, null) }
}

/** A row that the list no longer has is gone, unless the reviewer did it; one that is back is not. */
function marks(flow: Flow, order: readonly string[], listedIds: readonly string[]): Flow['marks'] {
  const present = new Set(listedIds)
  const next: Record<string, Mark> = {}
  for (const id of order) {
    const mark = flow.marks[id]
    if (mark === 'gone' || mark === undefined) {
      if (!present.has(id)) next[id] = 'gone'
    } else next[id] = mark
  }
  return next
}

function advance(flow: Flow, id: string): Flow {
  return flow.current === id ? { ...flow, current: following(flow, id) } : flow
}

function undone(flow: Flow, id: string): Flow {
  const order = flow.order.includes(id) ? flow.order : [id, ...flow.order]
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
