import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test } from 'vitest'
import { double } from '../../../test/double'
import { decided } from '../../../test/doubles/decisions'
import { openConsole } from '../../../test/page'
import { ApiFailure } from '../../api'
import { isFiltered, NO_FILTER, requestOf } from './filter'

beforeEach(() => window.history.replaceState(null, '', '#decisions'))

const desk = (count: number) => {
  const made = double([])
  for (let at = 1; at <= count; at++) made.decided.push(decided(at, at % 3 === 0 ? 'abstained' : 'automatic'))
  return made
}

const open = async (count = 6) => {
  const made = desk(count)
  const user = openConsole(made)
  await screen.findByRole('heading', { name: 'Refund request' })
  return { made, user }
}

test('the newest decision stands open with its reason, its words and its lineage', async () => {
  await open()
  const decision = screen.getByRole('article', { name: 'Decision' })
  expect(within(decision).getByText(/0\.97 is above 0\.91/)).toBeInTheDocument()
  expect(within(decision).getByText('wants the money back', { exact: false }).tagName).toBe('MARK')
  expect(within(decision).getByRole('link', { name: /: All decisions of this model$/ })).toHaveAttribute(
    'href',
    '#decisions?model=7f3a0000',
  )
})

test('figures come with their interval', async () => {
  await open()
  expect(await screen.findByText('6 decisions')).toBeInTheDocument()
  expect(screen.getByText('66.7 %', { exact: false }).parentElement).toHaveTextContent(
    '66.7 % [10.0, 90.0] without a person',
  )
})

test('a filter stands in the address, narrows the list, and X takes it away', async () => {
  const { made, user } = await open()
  await user.click(screen.getByRole('button', { name: /^Outcome/ }))
  await user.click(await screen.findByRole('option', { name: /Left to a person/ }))
  await waitFor(() => expect(window.location.hash).toBe('#decisions?verdict=abstained'))
  const list = screen.getByRole('grid', { name: 'Decisions, newest first' })
  await waitFor(() => expect(within(list).getAllByRole('row')).toHaveLength(2))
  expect(made.asked.at(-1)).toEqual({ verdict: 'abstained' })
  expect(screen.getByRole('button', { name: /^Outcome: Left to a person/ })).toBeInTheDocument()
  await user.keyboard('x')
  await waitFor(() => expect(within(list).getAllByRole('row')).toHaveLength(6))
  expect(window.location.hash).toBe('#decisions')
})

test('a filter in the address is there from the start', async () => {
  window.history.replaceState(null, '', '#decisions?verdict=abstained&judged=wrong')
  const { made } = await open()
  expect(made.asked[0]).toEqual({ verdict: 'abstained', judged: 'wrong' })
  expect(screen.getByRole('button', { name: /^Routine look: people disagreed/ })).toBeInTheDocument()
})

test('J opens the next decision, and the address says which', async () => {
  const { user } = await open()
  await user.keyboard('j')
  await waitFor(() => expect(window.location.hash).toBe('#decisions?id=decision-2'))
  expect(await screen.findByText(/Message number 2:/, { selector: 'p' })).toBeInTheDocument()
})

test('P replays, and says that every field came out the same', async () => {
  const { user } = await open()
  await user.keyboard('p')
  expect(await screen.findByText('The same, bit for bit, in every field.')).toBeInTheDocument()
})

test('what came out differently is shown field by field', async () => {
  const { made, user } = await open()
  made.api.decisions.replay = async decision_id => ({
    decision_id,
    same: false,
    differences: [{ field: 'threshold', kept: 'Some(0.91)', replayed: 'Some(0.92)' }],
  })
  await user.click(screen.getByRole('button', { name: 'Replay' }))
  expect(await screen.findByText('One field came out differently.')).toBeInTheDocument()
  expect(screen.getByRole('cell', { name: 'Some(0.92)' })).toBeInTheDocument()
})

test('who may not read conversations sees everything else', async () => {
  const made = desk(1)
  const first = made.decided[0]
  if (first) Object.assign(first.detail, { turns: null })
  openConsole(made)
  expect(await screen.findByText(/do not include reading conversations/)).toBeInTheDocument()
  expect(screen.getByText(/0\.97 is above 0\.91/)).toBeInTheDocument()
})

test('new decisions wait until the list is renewed', async () => {
  const { made, user } = await open(2)
  await screen.findByText('2 decisions')
  made.decided.unshift(decided(0))
  made.say({ key: 'decisions', ids: [] })
  await user.click(await screen.findByRole('button', { name: 'There are newer ones: renew the list' }))
  const list = screen.getByRole('grid', { name: 'Decisions, newest first' })
  await waitFor(() => expect(within(list).getAllByRole('row')[0]).toHaveTextContent('Message number 0'))
})

test('without a decision it teaches what will be here', async () => {
  openConsole(desk(0))
  expect(await screen.findByRole('heading', { name: 'Nothing has been decided yet' })).toBeInTheDocument()
})

test('a filter that nothing matches can be taken away', async () => {
  window.history.replaceState(null, '', '#decisions?intent=none_such')
  const user = openConsole(desk(2))
  await user.click(await screen.findByRole('button', { name: 'Clear all filters' }))
  expect(await screen.findByRole('heading', { name: 'Refund request' })).toBeInTheDocument()
})

test('a list that cannot be read says so and can be asked for again', async () => {
  const made = desk(1)
  const { list } = made.api.decisions
  made.api.decisions.list = () => Promise.reject(new ApiFailure({ code: 'internal', message: 'x' }))
  const user = openConsole(made)
  expect(await screen.findByText(/Something failed in the program/)).toBeInTheDocument()
  made.api.decisions.list = list
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'Refund request' })).toBeInTheDocument()
})

test('the screen is sound for those who hear it', async () => {
  await open()
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`)).toEqual([])
})

test.each([
  [{ time: '7d' }, { since_ms: 1_000_000_000 - 7 * 86_400_000 }],
  [
    { since: '5', until: '9' },
    { since_ms: 5, until_ms: 9 },
  ],
  [{ since: 'never', id: 'x' }, {}],
  [{ time: '__proto__' }, {}],
])('the address %j asks for %j', (parameters, request) => {
  expect(requestOf(parameters as Record<string, string>, 1_000_000_000)).toEqual(request)
})

test('what is open is no filter', () => {
  expect(isFiltered({ id: 'decision-1' })).toBe(false)
  expect(isFiltered({ ...NO_FILTER, intent: 'x' })).toBe(true)
})
