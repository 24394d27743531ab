import { expect, test } from 'vitest'
import { waitingItem } from '../../../test/double'
import { choices, chosenBy, find } from './choices'

test('with a model the digits stand for its candidates', () => {
  const { item } = waitingItem(3)
  expect(choices(item).map(each => [each.key, each.intent])).toEqual([
    [1, 'refund_request'],
    [2, 'billing_question'],
  ])
  expect(chosenBy(item, 3), 'a digit without a candidate answers nothing').toBeNull()
})

test('without a model the digits stand for the intents in their usual order', () => {
  const { item } = waitingItem(1, { model: false })
  item.other_intents = Array.from({ length: 12 }, (_, at) => ({ intent: `i${at}`, title: `I ${at}`, definition: '' }))
  expect(choices(item).map(each => each.key)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, null, null, null])
  expect(chosenBy(item, 9)).toBe('i8')
})

const intents = [
  { intent: 'refund_request', title: 'Refund request', definition: 'Wants money back.' },
  { intent: 'cancellation', title: 'Cancellation', definition: 'Wants to end a contract.' },
  { intent: 'money', title: 'Money transfer', definition: 'Asks how to pay.' },
]

test.each([
  ['', ['refund_request', 'cancellation', 'money']],
  ['CANC', ['cancellation']],
  ['money', ['money', 'refund_request']],
  ['back money', ['refund_request']],
  ['xyz', []],
])('"%s" finds %j', (wanted, found) => {
  expect(find(intents, wanted).map(each => each.intent)).toEqual(found)
})
