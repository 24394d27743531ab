import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type Double, double } from '../../../test/double'
import { openConsole } from '../../../test/page'

let made: Double

beforeEach(() => {
  window.location.hash = '#policy'
  made = double([])
  if (made.session.person) made.session.person.may = ['policy_read', 'policy_change', 'stop']
})

test('each intent says what it means, what it is not, and what is done with it', async () => {
  openConsole(made)
  const refund = await screen.findByRole('article', { name: 'Refund request' })
  expect(refund).toHaveTextContent('A person always answers')
  expect(refund).toHaveTextContent('“What is this charge for?” is Billing question')
  const order = screen.getByRole('article', { name: 'Where is my order' })
  expect(order).toHaveTextContent('Without a person: send_order_status')
  expect(order).toHaveTextContent('Orders, within 4 hr')
})

test('an intent is found by what it means', async () => {
  const user = openConsole(made)
  await user.type(await screen.findByRole('searchbox', { name: 'Find an intent' }), 'parcel')
  expect(screen.getAllByRole('article').map(each => each.getAttribute('aria-label'))).toEqual(['Where is my order'])
})

test('a version shows what it changed', async () => {
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'What changed in 487becde' }))
  const lines = within(await screen.findByRole('list', { name: 'Differences' })).getAllByRole('listitem')
  expect(lines[1], 'sign and word say it, not the colour alone').toHaveTextContent('Removed:−alpha = 0.05')
})

test('a change is asked for with a reason, and only what differs is sent', async () => {
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'Ask for a change' }))
  const dialog = await screen.findByRole('dialog')
  const orders = within(dialog).getByRole('textbox', { name: 'Orders' })
  await user.clear(orders)
  await user.type(orders, '60')
  await user.type(within(dialog).getByRole('textbox', { name: 'Why it should change' }), 'parcels are late')
  await user.click(within(dialog).getByRole('button', { name: 'Ask' }))
  await waitFor(() =>
    expect(made.policy.asked).toEqual([
      { alpha: null, hold_back_minutes: null, queues: [{ queue: 'orders', minutes: 60 }], reason: 'parcels are late' },
    ]),
  )
})
