import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test } from 'vitest'
import { double } from '../../../test/double'
import { openConsole } from '../../../test/page'
import { ApiFailure } from '../../api'

beforeEach(() => window.history.replaceState(null, '', '#fairness'))

const open = async (made = double([])) => {
  const user = openConsole(made)
  await screen.findByText('How this was done')
  return { made, user }
}

test('a finding is a sentence first, with its interval and the margin', async () => {
  await open()
  expect(
    screen.getByText(
      'Automatic routing differs by language background by 6.1 points [4.0, 8.3], most between “native” and “learner”; your margin is 5.0 points.',
    ),
  ).toBeInTheDocument()
})

test('every attribute is in the overview with its verdict in a word', async () => {
  await open()
  const overview = screen.getByRole('navigation', { name: 'Attributes' })
  const links = within(overview).getAllByRole('link')
  expect(links.map(link => link.textContent)).toEqual([
    'language background▲ gap6.1 points [4.0, 8.3]',
    'vulnerability◌ insufficient evidence4.8 points [2.7, 7.0]',
    'age band✓ no material gap1.8 points [-0.3, 4.0]',
  ])
})

test('groups that are too small say so', async () => {
  window.history.replaceState(null, '', '#fairness?attribute=vulnerable')
  await open()
  expect(screen.getByText(/Too few cases to judge \(below 30\): learner \(n 12\)/)).toBeInTheDocument()
  expect(screen.getByText(/cannot be said yet/)).toBeInTheDocument()
})

test('a chart is walked through by arrow keys, and its table marks the row', async () => {
  const { user } = await open()
  const chart = screen.getByRole('group', { name: 'Routed without a person, by language background' })
  chart.focus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(within(chart).getByRole('status')).toHaveTextContent(
    'language background: native · n: 2,408 · routed without a person: 57.3 % · 95 % interval: 55.3–59.3 %',
  )
  const row = screen.getAllByRole('row', { name: /native/ })[0]
  expect(row, 'the figure and its table show the same').toHaveAttribute('data-current')
  await user.keyboard('{End}{ArrowDown}{Home}')
  expect(within(chart).getByRole('status')).toHaveTextContent('learner')
})

test('a figure is saved in the words that are on the screen, and says where', async () => {
  const { made, user } = await open()
  await user.click(screen.getByRole('button', { name: /^Save as SVG: Routed/ }))
  expect(await screen.findByText('Saved: /srv/desk/exports/fairness.svg')).toBeInTheDocument()
  expect(made.insight.saved[0]).toMatchObject({
    attribute: 'language_background',
    figure: 'selection',
    format: 'svg',
    words: { title: 'Routed without a person, by language background' },
  })
})

test('looking enters nothing; E enters the audit that is on the screen and shows what was entered', async () => {
  window.history.replaceState(null, '', '#fairness?model=7f3a0000')
  const { made, user } = await open()
  expect(made.insight.entered).toEqual([])
  await user.keyboard('e')
  expect(await screen.findByText(/^4,127 decisions, entered at/)).toBeInTheDocument()
  expect(made.insight.entered).toEqual([{ since_ms: null, model: '7f3a0000' }])
  expect(screen.getByRole('link', { name: 'Open the entry' })).toHaveAttribute('href', '#ledger?act=fairness_audited')
})

test('J goes to the next attribute; time and model are asked of the engine', async () => {
  const { made, user } = await open()
  await user.keyboard('j')
  expect(await screen.findByRole('heading', { name: 'vulnerability' })).toBeInTheDocument()
  expect(window.location.hash).toBe('#fairness?attribute=vulnerable')
  await user.click(screen.getByRole('button', { name: /^Model/ }))
  await user.click(await screen.findByRole('option', { name: /7f3a0000/ }))
  await waitFor(() => expect(made.insight.audited.at(-1)).toEqual({ since_ms: null, model: '7f3a0000' }))
})

test('without an attribute it teaches how one comes about', async () => {
  const made = double([])
  made.insight.findings = []
  openConsole(made)
  expect(await screen.findByRole('heading', { name: 'Nothing to audit yet' })).toBeInTheDocument()
})

test('an audit that fails says so and can be asked for again', async () => {
  const made = double([])
  const { overview } = made.api.fairness
  made.api.fairness.overview = () => Promise.reject(new ApiFailure({ code: 'internal', message: 'x' }))
  const user = openConsole(made)
  await screen.findByText(/Something failed in the program/)
  made.api.fairness.overview = overview
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'language background' })).toBeInTheDocument()
})

test('the screen is sound for those who hear it', async () => {
  await open()
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`)).toEqual([])
})
