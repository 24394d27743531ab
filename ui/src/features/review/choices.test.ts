import { expect, test } from 'vitest'
import { waitingItem } from '../../../test/double'
import { chosenBy, everyIntent, find } from './choices'

test('a digit stands for its candidate', () => {
  const { item } = waitingItem(3)
  expect([1, 2].map(key => chosenBy(item, key))).toEqual(['refund_request', 'billing_question'])
  expect(chosenBy(item, 3), 'a digit without a candidate answers nothing').toBeNull()
})

test('by typing every intent can be found, the candidates first', () => {
  const { item } = waitingItem(3)
  expect(everyIntent(item).map(each => each.intent)).toEqual([
    'refund_request',
    'billing_question',
    'cancellation',
    'complaint',
    'order_status',
    'password_reset',
  ])
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
