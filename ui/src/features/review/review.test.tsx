import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { double, waitingItem } from '../../../test/double'
import { openConsole } from '../../../test/page'

beforeEach(() => {
  window.location.hash = '#review'
})

const queue = (count: number, options = {}) =>
  double(Array.from({ length: count }, (_, at) => waitingItem(at + 1, options)))

const stands = (number: number) => screen.findByText(`Question number ${number}:`, { exact: false, selector: 'p' })

test('A accepts, and the next item is there', async () => {
  const desk = queue(3)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('a')
  await stands(2)
  await waitFor(() => expect(desk.submitted).toHaveLength(1))
  expect(desk.submitted[0]).toEqual({
    item_id: 'item-1',
    version: 1,
    kind: 'answer',
    intent: 'billing_question',
    comment: null,
  })
  expect(await screen.findByText('Recorded: Billing question.'), 'what was done is said').toBeInTheDocument()
})

test('a digit chooses a rival, E escalates, S skips', async () => {
  const desk = queue(4)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('2')
  await stands(2)
  await user.keyboard('s')
  await stands(3)
  await user.keyboard('e')
  await stands(4)
  await waitFor(() => expect(desk.submitted).toHaveLength(2))
  expect(desk.submitted.map(each => [each.item_id, each.kind, each.intent])).toEqual([
    ['item-1', 'answer', 'cancellation'],
    ['item-3', 'escalate', null],
  ])
  expect(desk.skipped).toEqual(['item-2'])
})

test('U takes the last answer back and stands before the item again', async () => {
  const desk = queue(3)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('a')
  await stands(2)
  await user.keyboard('u')
  await stands(1)
  expect(await screen.findByText('Taken back. The item waits again.')).toBeInTheDocument()
  expect(desk.waiting.map(each => each.row.item_id)).toEqual(['item-1', 'item-2', 'item-3'])
})

test('keys pressed faster than the engine answers are not lost and keep their order', async () => {
  const desk = queue(5)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('aaa')
  await stands(4)
  await waitFor(() => expect(desk.submitted).toHaveLength(3))
  expect(desk.submitted.map(each => each.item_id)).toEqual(['item-1', 'item-2', 'item-3'])
})

test('a refused answer says why and leads back to its item', async () => {
  const desk = queue(3)
  const user = openConsole(desk)
  await stands(1)
  desk.refuseNext('claim_lost')
  await user.keyboard('a')
  expect(await screen.findByText(/Somebody else has this item now/)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Back to it' }))
  await stands(1)
})

test('another intent is found by typing, and keys are letters meanwhile', async () => {
  const desk = queue(2)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('/')
  await user.keyboard('pas')
  expect(await screen.findByRole('option', { name: /Password reset/ })).toBeInTheDocument()
  await user.keyboard('{Enter}')
  await stands(2)
  await waitFor(() => expect(desk.submitted[0]?.intent, 'the s and the a were text').toBe('password_reset'))
})

test('a comment goes with the answer it was written for', async () => {
  const desk = queue(2)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('c')
  await user.keyboard('as agreed by phone{Escape}')
  await user.keyboard('a')
  await stands(2)
  await user.keyboard('a')
  await waitFor(() => expect(desk.submitted).toHaveLength(2))
  expect(desk.submitted.map(each => each.comment)).toEqual(['as agreed by phone', null])
})

test('without a model every intent can be chosen', async () => {
  const desk = queue(2, { model: false })
  const user = openConsole(desk)
  await stands(1)
  expect(screen.getByRole('heading', { name: 'No suggestion' })).toBeInTheDocument()
  await user.keyboard('a')
  await user.keyboard('4')
  await stands(2)
  await waitFor(() => expect(desk.submitted).toHaveLength(1))
  expect(desk.submitted[0]?.intent, 'A has nothing to accept; 4 is the fourth intent').toBe('complaint')
})

test('what was like it, what it hangs on and how often such sets are right stand beside the answer', async () => {
  openConsole(queue(1))
  await stands(1)
  const set =
    'One of Billing question · Cancellation: sets like this hold the right intent in 95.8 % of 320 cases (93.0–97.7).'
  expect(screen.getByText(set)).toBeInTheDocument()
  const context = screen.getByRole('region', { name: 'Context' })
  const lines = within(context)
    .getAllByRole('definition')
    .map(each => each.textContent)
  expect(lines).toEqual(
    expect.arrayContaining([
      '“I was charged two times”Billing question',
      '“please stop charging me”Cancellation',
      'Without “charged … twice” it would be Cancellation.',
      'Complaint',
    ]),
  )
})

test('an item that another person holds cannot be answered', async () => {
  const desk = queue(2)
  const first = desk.waiting[0]
  if (first) first.item.claim = { by: 'jo', until_ms: first.row.due_at_ms, mine: false }
  const user = openConsole(desk)
  await stands(1)
  expect(screen.getByText(/jo has it until/)).toBeInTheDocument()
  await user.keyboard('a1e')
  await user.keyboard('j')
  await stands(2)
  expect(desk.submitted, 'the other person is reading it').toEqual([])
})

test('J and K move, and a change waits until R', async () => {
  const desk = queue(2)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('j')
  await stands(2)
  await user.keyboard('k')
  await stands(1)
  desk.waiting = [waitingItem(9, { dueInMin: 1 }), ...desk.waiting]
  desk.say({ key: 'review', ids: [] })
  const renew = await screen.findByRole('button', { name: '1 new item: renew the list' })
  expect(renew, 'the list itself stays as it is').toBeInTheDocument()
  await user.keyboard('r')
  const list = screen.getByRole('grid', { name: 'Waiting items' })
  await waitFor(() => expect(within(list).getAllByRole('row')[0]).toHaveTextContent('number 9'))
})

test('the sheet of keys opens with ? and takes no other key meanwhile', async () => {
  const desk = queue(2)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('?')
  expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeInTheDocument()
  await user.keyboard('a')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(desk.submitted, 'a key pressed in the sheet answers nothing').toEqual([])
})

test('when everything is done it says so, and when nothing waits it teaches', async () => {
  const desk = queue(1)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('a')
  expect(await screen.findByRole('heading', { name: 'Everything in this list is done' })).toBeInTheDocument()
  await user.keyboard('r')
  expect(await screen.findByRole('heading', { name: 'Nothing waits for you' })).toBeInTheDocument()
})

test('a list that cannot be read says so and can be asked for again', async () => {
  const desk = queue(1)
  const { list } = desk.api.review
  desk.api.review.list = () => Promise.reject({ code: 'key_unavailable', message: 'locked' })
  const user = openConsole(desk)
  expect(await screen.findByText(/Unlock the keyring/)).toBeInTheDocument()
  desk.api.review.list = list
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await stands(1)
})

test('who may only read has nothing to answer with, and keys do nothing', async () => {
  const desk = queue(2)
  if (desk.session.person) desk.session.person.may = ['review_read', 'stop']
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('a1esu')
  await stands(1)
  expect(screen.queryByRole('button', { name: 'Accept' })).not.toBeInTheDocument()
  expect(desk.submitted).toEqual([])
  expect(desk.waiting[0]?.item.claim, 'a reader takes no item from those who answer').toBeNull()
})

test('U with nothing to take back says so', async () => {
  const user = openConsole(queue(1))
  await stands(1)
  await user.keyboard('u')
  expect(await screen.findByText('There is nothing of yours to take back.')).toBeInTheDocument()
})

test('Review is there in German', async () => {
  openConsole(queue(1), ['de-DE'])
  expect(await screen.findByRole('button', { name: 'Annehmen' })).toBeInTheDocument()
})

/** Waiting items of two queues in turn. */
const twoQueues = (count: number) => {
  const desk = queue(count)
  for (const [at, { row }] of desk.waiting.entries()) {
    if (at % 2 === 1) Object.assign(row, { queue: 'orders', queue_title: 'Orders' })
  }
  return desk
}

test('a filter lists what matches with its count, and answering stays inside it', async () => {
  const user = openConsole(twoQueues(5))
  await stands(1)
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  await user.click(await screen.findByRole('option', { name: /Orders/ }))
  await stands(2)
  expect(await screen.findByText(/2 of 5/)).toBeInTheDocument()
  const list = screen.getByRole('grid', { name: 'Waiting items' })
  expect(within(list).getAllByRole('row')).toHaveLength(2)
  await user.keyboard('a')
  await stands(4)
  expect(await screen.findByText(/1 of 4/), 'the count follows').toBeInTheDocument()
  await user.keyboard('a')
  expect(await screen.findByRole('heading', { name: 'Everything that matches is done' })).toBeInTheDocument()
  await user.keyboard('x')
  await stands(1)
  expect(screen.getByText(/3 left/)).toBeInTheDocument()
  expect(within(list).getAllByRole('row'), 'the list begins with what waits now').toHaveLength(3)
})

test('Q searches, and after Enter keys are keys again; Escape in the field takes the search away', async () => {
  const desk = queue(3)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('q')
  await user.keyboard('number 3{Enter}')
  await stands(3)
  expect(await screen.findByText(/1 of 3/)).toBeInTheDocument()
  await user.keyboard('q{Escape}')
  expect(await screen.findByText(/3 left/)).toBeInTheDocument()
  await stands(3)
  await user.keyboard('a')
  await waitFor(() => expect(desk.submitted.map(each => each.item_id)).toEqual(['item-3']))
})

test('a filter that leaves nothing says what waits, and shows all', async () => {
  const user = openConsole(queue(3))
  await stands(1)
  await user.keyboard('q')
  await user.keyboard("100 %_'{Enter}")
  expect(await screen.findByRole('heading', { name: 'No waiting item matches' })).toBeInTheDocument()
  expect(screen.getByText(/3 items wait/)).toBeInTheDocument()
  await user.click(screen.getAllByRole('button', { name: 'Show all' }).at(-1) as HTMLElement)
  await stands(1)
})

test('a filter is still there after another screen', async () => {
  const user = openConsole(twoQueues(4))
  await stands(1)
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  await user.click(await screen.findByRole('option', { name: /Orders/ }))
  await stands(2)
  await user.keyboard('gd')
  expect(await screen.findByRole('heading', { name: 'Decisions', level: 1 })).toBeInTheDocument()
  await user.keyboard('gr')
  await stands(2)
  expect(screen.getByRole('button', { name: /Queue: Orders/ })).toBeInTheDocument()
})

test('what comes in and does not match is no newcomer', async () => {
  const desk = twoQueues(3)
  const user = openConsole(desk)
  await stands(1)
  await user.click(screen.getByRole('button', { name: 'Queue' }))
  await user.click(await screen.findByRole('option', { name: /Orders/ }))
  await stands(2)
  desk.waiting = [waitingItem(9, { dueInMin: 1 }), ...desk.waiting]
  desk.say({ key: 'review', ids: [] })
  expect(await screen.findByText(/1 of 4/), 'it is counted among those that wait').toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Renew the list' })).toBeInTheDocument()
})

test('only what is overdue, and only what one holds', async () => {
  const desk = queue(3)
  const last = desk.waiting[2]
  if (last) last.row.overdue = true
  const user = openConsole(desk)
  await stands(1)
  await user.click(await screen.findByRole('button', { name: 'Overdue 1' }))
  await stands(3)
  expect(screen.getByRole('button', { name: 'Overdue 1' })).toHaveAttribute('aria-pressed', 'true')
  await user.click(screen.getByRole('button', { name: 'Overdue 1' }))
  expect(await screen.findByText(/3 left/)).toBeInTheDocument()
})

test('the random sample is no choice of a filter, and every reason leaves it in', async () => {
  const desk = queue(3)
  const first = desk.waiting[0]
  if (first) first.row.reason = first.item.reason = null
  const last = desk.waiting[2]
  if (last) last.row.reason = 'language'
  const user = openConsole(desk)
  await stands(1)
  await user.click(screen.getByRole('button', { name: 'Reason' }))
  const choices = (await screen.findAllByRole('option')).map(each => each.textContent)
  expect(choices).toEqual([expect.stringContaining('two rivals'), expect.stringContaining('language')])
  await user.click(await screen.findByRole('option', { name: /language/ }))
  const list = screen.getByRole('grid', { name: 'Waiting items' })
  await waitFor(() => expect(within(list).getAllByRole('row')).toHaveLength(2))
  expect(within(list).getAllByRole('row')[0]).toHaveTextContent('number 1')
})

test('M opens similar cases and P what the customer asked before; Escape is back at the item', async () => {
  const desk = queue(2)
  const user = openConsole(desk)
  await stands(1)
  await user.keyboard('m')
  const similar = await screen.findByRole('dialog', { name: 'Cases like this, as people answered them' })
  expect(await within(similar).findByText('Refund request, said a person')).toBeInTheDocument()
  expect(within(similar).getByText('I was charged two times, [Name]')).toBeInTheDocument()
  await user.keyboard('a')
  expect(desk.submitted, 'nothing is answered behind it').toEqual([])
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  await user.keyboard('p')
  const history = await screen.findByRole('dialog', { name: 'Earlier conversations of this customer' })
  const outcomes = await within(history).findAllByRole('listitem')
  expect(outcomes.map(each => each.querySelector('strong')?.textContent)).toEqual([
    'Order status, without a person',
    'A person is asked',
    'Password reset, said a person',
  ])
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  await stands(1)
  await user.keyboard('a')
  await stands(2)
})
