import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test } from 'vitest'
import { double } from '../../../test/double'
import { openConsole } from '../../../test/page'

beforeEach(() => window.history.replaceState(null, '', '#promise'))

const open = async (made = double([])) => {
  const user = openConsole(made)
  await screen.findByRole('heading', { name: 'What another promise would mean' })
  return { made, user }
}

test('what is promised now is a sentence, with what the labels and the sample say', async () => {
  await open()
  expect(
    screen.getByText(/^At most 2 % of what is routed without a person is wrong, with 95 % confidence/),
  ).toBeVisible()
  const labels = screen.getByRole('heading', { name: 'By the labels' }).parentElement
  expect(labels).toHaveTextContent('78.6 % [77.2, 80.1] · n 3,080')
  expect(labels).toHaveTextContent(/That is an estimate/)
  const sample = screen.getByRole('heading', { name: 'By the random sample' }).parentElement
  expect(sample).toHaveTextContent('Wrong, of 245 answers since the promise began')
  expect(sample).toHaveTextContent('2 between 0.1 and 3.4 % at all times together')
})

test('each promise is weighed in shares and in days, with the one of now among them', async () => {
  await open()
  const row = screen.getByRole('row', { name: /^≤ 2\s% wrong \(now\) .* 216/ })
  const cells = within(row).getAllByRole('cell')
  expect(cells.map(cell => cell.textContent)).toEqual([
    '64.0 % [62.5, 65.5] · n 3,080',
    '1.4 % [1.0, 2.0] · n 2,200',
    '216.0 [194.4, 237.6]',
    '7.2 [6.5, 7.9]',
    '5.4 [4.8, 5.9]',
  ])
  const strict = screen.getByRole('row', { name: /^≤ 0.5\s% wrong nothing/ })
  expect(strict).toHaveTextContent('nothing; about 12,000 labels are needed')
})

test('an unusual promise of now stands in its place', async () => {
  const made = double([])
  made.status.promise_alpha = 0.04
  await open(made)
  expect(made.insight.weighed[0]?.what_if.alphas).toEqual([0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.1])
})

test('where nothing qualifies it is said how many labels are needed', async () => {
  const made = double([])
  made.insight.strictest = 0.2
  if (made.insight.promise) {
    made.insight.promise.state = 'none'
    made.insight.promise.parts = made.insight.promise.parts.map(part => ({
      ...part,
      threshold: null,
      labels_needed: 410,
    }))
  }
  await open(made)
  expect(screen.getByText('About 410 labels in all would make it possible.')).toBeVisible()
  expect(screen.getByText(/None of these promises can be kept .* needs about 600 labels/)).toBeVisible()
})

test('what is assumed of people is chosen, and asked of the engine', async () => {
  const { made, user } = await open()
  await user.click(screen.getByRole('button', { name: /^Time for an answer: 2 min/ }))
  await user.click(await screen.findByRole('option', { name: '5 min' }))
  await waitFor(() => expect(made.insight.weighed.at(-1)?.what_if.minutes_per_answer).toBe(5))
  expect(window.location.hash).toBe('#promise?minutes=5')
})

test('the chart is saved in the words that are on the screen', async () => {
  const { made, user } = await open()
  await user.click(screen.getByRole('button', { name: 'Save as SVG: Decided without a person, by promise' }))
  expect(await screen.findByText('Saved: /srv/desk/exports/promise.svg')).toBeInTheDocument()
  expect(made.insight.drawn).toEqual(['promise 6 svg'])
})

test('an address that asks for what there is not is read as usual', async () => {
  window.history.replaceState(null, '', '#promise?minutes=-1&days=x')
  const { made } = await open()
  expect(made.insight.weighed[0]?.what_if).toMatchObject({ minutes_per_answer: 2, days: 28, per: null })
})

test('without a model nothing is promised', async () => {
  const made = double([])
  made.insight.promise = null
  openConsole(made)
  expect(await screen.findByRole('heading', { name: 'Nothing is promised yet' })).toBeVisible()
})

test('the promise is reached by its keys, by the palette and from Monitoring', async () => {
  window.history.replaceState(null, '', '#monitoring')
  const user = openConsole(double([]))
  const link = await screen.findByRole('link', { name: /what another promise would mean/ })
  expect(link).toHaveAttribute('href', '#promise')
  await user.keyboard('gw')
  await screen.findByRole('heading', { name: 'What another promise would mean' })
  await user.keyboard('{Control>}k{/Control}')
  expect(await screen.findByRole('menuitem', { name: /^Promise/ })).toBeInTheDocument()
})

test('the screen is sound for those who hear it', async () => {
  await open()
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`)).toEqual([])
})
