import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { double, NOW_MS, waitingItem } from '../../test/double'
import { openConsole } from '../../test/page'
import { hrefOf, type Place, placeOf } from '../location'

beforeEach(() => window.history.replaceState(null, '', '#'))

const desk = () => double([waitingItem(1), waitingItem(2)])

test('the rail counts what needs somebody, and says so', async () => {
  openConsole(desk())
  const link = await screen.findByRole('link', { name: 'Review 2 need someone' })
  expect(link).toHaveAttribute('aria-current', 'page')
  expect(document.title).toBe('Review · Countersign')
})

test('the palette finds what the keys of the screen do, and does it', async () => {
  const made = desk()
  const user = openConsole(made)
  await screen.findByRole('button', { name: 'Accept' })
  await user.keyboard('{Control>}k{/Control}')
  const palette = await screen.findByRole('dialog', { name: 'Commands' })
  expect(within(palette).getByRole('menuitem', { name: 'Review' }), 'the screens are in it').toBeInTheDocument()
  await user.type(within(palette).getByRole('searchbox'), 'skip')
  await waitFor(() => expect(within(palette).getAllByRole('menuitem')).toHaveLength(1))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(made.skipped).toEqual(['item-1']))
})

test('the palette answers the open item with any intent', async () => {
  const made = desk()
  const user = openConsole(made)
  await screen.findByRole('button', { name: 'Accept' })
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('searchbox', { name: 'Commands' }), 'passw')
  await waitFor(() => expect(screen.getAllByRole('menuitem')).toHaveLength(1))
  expect(screen.getByRole('menuitem')).toHaveTextContent('Answer: Password reset')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(made.submitted).toHaveLength(1))
  expect(made.submitted[0]).toMatchObject({ item_id: 'item-1', kind: 'answer', intent: 'password_reset' })
})

test('an item that somebody else holds is answered by nobody, and the palette says what intents mean instead', async () => {
  const made = double([waitingItem(1)])
  if (made.session.person) made.session.person.may.push('policy_read')
  const [first] = made.waiting
  if (first) first.item.claim = { by: 'olga', until_ms: NOW_MS + 600_000, mine: false }
  const user = openConsole(made)
  await screen.findByRole('button', { name: 'Accept' })
  await user.keyboard('{Control>}k{/Control}')
  await screen.findByRole('dialog', { name: 'Commands' })
  expect(screen.queryByRole('menuitem', { name: /^Answer/ })).not.toBeInTheDocument()
  await user.type(screen.getByRole('searchbox', { name: 'Commands' }), 'where is my')
  await waitFor(() => expect(screen.getAllByRole('menuitem')).toHaveLength(1))
  await user.keyboard('{Enter}')
  const card = await screen.findByRole('article', { name: 'Where is my order' })
  await waitFor(() => expect(card).toHaveFocus())
  expect(window.location.hash).toBe('#policy?intent=order_status')
})

test('the palette opens while somebody types, and leaves everything as it was when it is left', async () => {
  const made = desk()
  const user = openConsole(made)
  await screen.findByRole('button', { name: 'Accept' })
  await user.keyboard('/pas{Control>}k{/Control}')
  await screen.findByRole('dialog', { name: 'Commands' })
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(made.submitted).toEqual([])
  expect(made.skipped).toEqual([])
})

test('what nobody can press now is not offered', async () => {
  const user = openConsole(double([]))
  await screen.findByRole('heading', { name: 'Nothing waits for you' })
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('searchbox', { name: 'Commands' }), 'zzz')
  expect(await screen.findByText('Nothing is called like this here.')).toBeInTheDocument()
})

test('the second key of a pair is not taken for itself', async () => {
  const made = desk()
  const user = openConsole(made)
  await screen.findByRole('button', { name: 'Accept' })
  await user.keyboard('ga')
  expect(made.submitted, 'G and A answers nothing').toEqual([])
  await user.keyboard('a')
  await waitFor(() => expect(made.submitted).toHaveLength(1))
})

test('the sheet shows the keys of this screen, of lists, and how to go elsewhere', async () => {
  const user = openConsole(desk())
  await screen.findByRole('button', { name: 'Accept' })
  await user.keyboard('?')
  const sheet = await screen.findByRole('dialog', { name: 'Keys' })
  for (const name of ['In Review', 'In lists', 'Go to', 'Everywhere']) {
    expect(within(sheet).getByRole('heading', { name })).toBeInTheDocument()
  }
})

test('an address that leads nowhere shows the first screen', async () => {
  window.history.replaceState(null, '', '#nowhere?x=1')
  openConsole(desk())
  expect(await screen.findByRole('button', { name: 'Accept' })).toBeInTheDocument()
})

test.each<[string, Place]>([
  ['#review', { screen: 'review', parameters: {} }],
  ['#decisions?intent=a+%26+b&n=1', { screen: 'decisions', parameters: { intent: 'a & b', n: '1' } }],
])('%s is read and written as it is', (hash, place) => {
  expect(placeOf(hash)).toEqual(place)
  expect(hrefOf(place)).toBe(hash)
})

test('a parameter without a value leaves the address', () => {
  expect(hrefOf({ screen: 'decisions', parameters: { intent: '', n: '1' } })).toBe('#decisions?n=1')
})

test('a reason says what kind of thing was masked in it, in words', async () => {
  const made = desk()
  Object.assign(made.status, {
    running: 'stopped',
    stopped_by: 'sue',
    stop_reason: '⟦PERSON⟧ was told something wrong',
  })
  openConsole(made)
  expect(await screen.findByTitle('[Name] was told something wrong')).toHaveClass('reason')
})
