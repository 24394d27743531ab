import { screen } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test } from 'vitest'
import { double } from '../../../test/double'
import { NOW_MS } from '../../../test/now'
import { openConsole } from '../../../test/page'

beforeEach(() => window.history.replaceState(null, '', '#monitoring'))

const SINCE = NOW_MS - 7 * 86_400_000

const open = async (made = double([])) => {
  const user = openConsole(made)
  await screen.findByRole('heading', { name: 'The promise' })
  return { made, user }
}

test.each([
  ['kept', /keeps the promise of at most 2 % errors, as far as people have looked/],
  ['open', /cannot be told yet from 245 routine looks/],
  ['broken', /More than the promised 2 %/],
] as const)('the promise is a sentence when it is %s', async (finding, sentence) => {
  const made = double([])
  made.insight.monitoring.finding = finding
  await open(made)
  expect(screen.getByText(sentence)).toBeInTheDocument()
})

test('every figure opens the decisions behind it', async () => {
  await open()
  const link = (name: string) => screen.getByRole('link', { name })
  expect(link('Open the 2 wrong ones')).toHaveAttribute('href', `#decisions?since=${SINCE}&word=engine&judged=wrong`)
  expect(link('Open decisions: Routed without a person')).toHaveAttribute(
    'href',
    `#decisions?since=${SINCE}&word=engine&verdict=automatic`,
  )
  expect(link('Open decisions: two rivals')).toHaveAttribute(
    'href',
    `#decisions?since=${SINCE}&word=engine&reason=two_rivals`,
  )
})

test('each breaker says its state, and who pulled it', async () => {
  const made = double([])
  if (made.session.person) made.session.person.may.push('model_read')
  Object.assign(made.status, { running: 'stopped', stopped_by: 'olga', stopped_at_ms: NOW_MS, promise: 'withdrawn' })
  const failure = { code: 'internal', message: 'The folder outbox is gone.' } as const
  made.status.faults = [{ part: 'outbox', failure, since_ms: NOW_MS }]
  await open(made)
  const state = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name}`) })
  expect(state('STOP')).toHaveTextContent(/pulled by olga, .*everything goes to people/)
  expect(state('Pause')).toHaveTextContent('not paused')
  expect(state('The promise')).toHaveTextContent('withdrawn, since the random sample was wrong too often')
  expect(state('Taking files in')).toHaveTextContent('works')
  expect(state('Sending decisions')).toHaveTextContent('The folder outbox is gone.')
})

test('the chart is saved as a drawing or as its table, and says where', async () => {
  const made = double([])
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'Save as CSV: Routed without a person, over time' }))
  expect(await screen.findByText('Saved: /srv/desk/exports/coverage.csv')).toBeInTheDocument()
  expect(made.insight.drawn).toEqual(['Routed without a person, over time csv'])
})

test('what is overdue opens the items that are', async () => {
  await open()
  expect(screen.getByRole('link', { name: 'Open Review: Overdue' })).toHaveAttribute('href', '#review?due=overdue')
})

test('who may not open Review reads the figure without its link', async () => {
  const made = double([])
  if (made.session.person) made.session.person.may = ['monitoring_read', 'decision_read', 'stop']
  await open(made)
  expect(screen.getAllByText('Open Review')).toHaveLength(2)
  expect(screen.queryByRole('link', { name: /Overdue/ })).not.toBeInTheDocument()
})

test('where nothing is known no figure is made up', async () => {
  const made = double([])
  const nothing = { value: null, low: 0, high: 1, n: 0 }
  Object.assign(made.insight.monitoring, {
    coverage: nothing,
    misroutes: nothing,
    misrouted: 0,
    latency: null,
    answering: null,
    reasons: [],
    oldest_since_ms: null,
    waiting: 0,
  })
  await open(made)
  expect(screen.getAllByText('not known yet')).toHaveLength(3)
  expect(screen.getByText('Nothing was left to people in this time.')).toBeInTheDocument()
})

test('the screen is sound for those who hear it', async () => {
  await open()
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`)).toEqual([])
})
