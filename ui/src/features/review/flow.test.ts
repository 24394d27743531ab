import { expect, test } from 'vitest'
import { waitingItem } from '../../../test/double'
import type { ReviewFilterRequest } from '../../bindings/ReviewFilterRequest'
import { type Act, type Flow, following, start, step } from './flow'

const rows = (...numbers: number[]) => numbers.map(number => waitingItem(number).row)
const id = (number: number) => `item-${number}`
const after = (...acts: Act[]): Flow => acts.reduce(step, start)
/** The whole list. */
const listed = (...numbers: number[]): Act => ({
  kind: 'listed',
  page: { items: rows(...numbers), next: null },
  filter: {},
})
/** Its beginning; more follows. */
const begun = (...numbers: number[]): Act => ({
  kind: 'listed',
  page: { items: rows(...numbers), next: `${numbers.at(-1)}` },
  filter: {},
})
const continued = (...numbers: number[]): Act => ({
  kind: 'continued',
  page: { items: rows(...numbers), next: `${numbers.at(-1)}` },
  filter: {},
})
/** The whole list of what a filter matches. */
const filtered = (filter: ReviewFilterRequest, ...numbers: number[]): Act => ({
  kind: 'listed',
  page: { items: rows(...numbers), next: null },
  filter,
})
const answered = (number: number): Act => ({ kind: 'marked', id: id(number), mark: 'answered' })

test('the most urgent item is there at once', () => {
  expect(after(listed(1, 2)).current).toBe(id(1))
})

test('after an answer the next item is there, and the row stays in its place', () => {
  const flow = after(listed(1, 2, 3), answered(1), listed(2, 3))
  expect(flow.current).toBe(id(2))
  expect(flow.order, 'nothing moves under the eye').toEqual([id(1), id(2), id(3)])
  expect(flow.marks).toEqual({ [id(1)]: 'answered' })
})

test('what comes between the rows that are shown waits until the list is renewed', () => {
  const waiting = after(listed(2, 4), listed(1, 2, 3, 4))
  expect(waiting.order).toEqual([id(2), id(4)])
  expect(waiting.newcomers).toEqual([id(1), id(3)])
  const renewed = step(waiting, { kind: 'renewed', page: { items: rows(1, 2, 3, 4), next: null } })
  expect(renewed.order).toEqual([id(1), id(2), id(3), id(4)])
  expect(renewed.current, 'the item that is read stays open').toBe(id(2))
})

test('the next page is appended', () => {
  const flow = after(begun(1, 2), continued(3, 4))
  expect(flow.order).toEqual([id(1), id(2), id(3), id(4)])
  expect(flow.newcomers).toEqual([])
  expect(flow.next, 'and the one after it begins where it ends').toBe('4')
})

test('the beginning of the list tells nothing of the rows after it', () => {
  const flow = after(begun(1, 2), continued(3, 4), answered(1), begun(2, 3))
  expect(flow.order).toEqual([id(1), id(2), id(3), id(4)])
  expect(flow.marks, 'the fourth is not gone for not being among the first').toEqual({ [id(1)]: 'answered' })
  expect(flow.next, 'nor does the list end there').toBe('4')
})

test('a beginning that has moved on reaches further', () => {
  const flow = after(begun(1, 2), answered(1), begun(2, 3))
  expect(flow.order).toEqual([id(1), id(2), id(3)])
  expect(flow.next).toBe('3')
})

test('what comes in before the rows that were read on is new, not next', () => {
  const flow = after(begun(1, 4), continued(6, 8), begun(1, 4, 5))
  expect(flow.order).toEqual([id(1), id(4), id(6), id(8)])
  expect(flow.newcomers).toEqual([id(5)])
})

test('a row is not shown twice because the list moved while it was read', () => {
  expect(after(begun(1, 2), continued(2, 3)).order).toEqual([id(1), id(2), id(3)])
})

test('a row that somebody else answered is marked, not removed', () => {
  const flow = after(listed(1, 2, 3), listed(1, 3))
  expect(flow.marks).toEqual({ [id(2)]: 'gone' })
  expect(following(flow, id(1)), 'and it is passed over').toBe(id(3))
})

test('an answer taken back brings the reviewer before the item again', () => {
  const flow = after(listed(1, 2), answered(1), { kind: 'undone', id: id(1) })
  expect(flow.current).toBe(id(1))
  expect(flow.marks).toEqual({})
})

test('an answer of an earlier list that is taken back is there again', () => {
  expect(after(listed(2, 3), { kind: 'undone', id: id(1) }).order).toContain(id(1))
})

test('a refused answer waits again, and the reviewer is not pulled back', () => {
  const flow = after(listed(1, 2), answered(1), { kind: 'unmarked', id: id(1) })
  expect(flow.marks).toEqual({})
  expect(flow.current).toBe(id(2))
})

test('from the end it begins again at the top with what still waits', () => {
  const flow = after(listed(1, 2, 3), { kind: 'selected', id: id(3) }, answered(3))
  expect(flow.current).toBe(id(1))
})

test('when everything is done no item is open', () => {
  expect(after(listed(1), answered(1)).current).toBeNull()
})

test('J and K stop at the ends', () => {
  expect(after(listed(1, 2), { kind: 'moved', by: -1 }).current).toBe(id(1))
  expect(after(listed(1, 2), { kind: 'moved', by: 1 }, { kind: 'moved', by: 1 }).current).toBe(id(2))
})

const billing = { queue: 'billing' }

test('with another filter the list begins anew, and what is read stays open where it matches', () => {
  const narrowed = after(listed(1, 2, 3), answered(1), filtered(billing, 2, 3))
  expect(narrowed.order).toEqual([id(2), id(3)])
  expect(narrowed.marks, 'marks belong to the list they were made in').toEqual({})
  expect(narrowed.current, 'the item that is read matches').toBe(id(2))
  expect(after(listed(1, 2, 3), filtered(billing, 2, 3)).current, 'the one that does not is left').toBe(id(2))
})

test('after an answer the next item of the filter is there', () => {
  const flow = after(listed(1, 2, 3, 4), filtered(billing, 2, 4), answered(2), filtered(billing, 4))
  expect(flow.current).toBe(id(4))
  expect(flow.order).toEqual([id(2), id(4)])
  expect(flow.newcomers).toEqual([])
})

test('what comes in and matches is new; the rest is not heard of', () => {
  const flow = after(listed(2, 4), filtered(billing, 2, 4), filtered(billing, 2, 3, 4))
  expect(flow.newcomers, 'the engine lists only what matches').toEqual([id(3)])
})

test('a page of the filter before comes too late', () => {
  const flow = after(begun(1, 2), filtered(billing, 2), continued(3, 4))
  expect(flow.order).toEqual([id(2)])
  expect(flow.next).toBeNull()
})

test('a filter that leaves nothing leaves nothing open, and without it everything is back', () => {
  const none = after(listed(1, 2), filtered(billing))
  expect(none.order).toEqual([])
  expect(none.current).toBeNull()
  expect(step(none, listed(1, 2)).current).toBe(id(1))
})

test('an answer taken back is open again though the filter does not list it', () => {
  const flow = after(listed(1, 2), answered(1), filtered(billing, 2, 3), { kind: 'undone', id: id(1) })
  expect(flow.current).toBe(id(1))
  expect(flow.order, 'the list stays that of the filter').toEqual([id(2), id(3)])
  const read = step(flow, filtered(billing, 2, 3))
  expect(read.marks, 'that the list lacks it does not mean that it is gone').toEqual({})
  expect(step(read, answered(1)).current, 'and from there it goes on in the filter').toBe(id(2))
})

test('an answer taken back that the filter lists is no newcomer', () => {
  const flow = after(filtered(billing, 2, 3), { kind: 'undone', id: id(1) }, filtered(billing, 1, 2, 3))
  expect(flow.newcomers).toEqual([])
})

test('what was answered a moment ago is not asked again by the list of another filter', () => {
  const flow = after(filtered(billing, 1, 2), answered(1), listed(1, 2, 3))
  expect(flow.marks, 'the list was read before the answer was taken').toEqual({ [id(1)]: 'answered' })
  expect(flow.current).toBe(id(2))
  const all = after(filtered(billing, 1), answered(1), listed(1, 2))
  expect(all.current).toBe(id(2))
})
