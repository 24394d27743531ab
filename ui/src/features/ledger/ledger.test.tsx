import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test } from 'vitest'
import { double } from '../../../test/double'
import { openConsole } from '../../../test/page'

beforeEach(() => window.history.replaceState(null, '', '#ledger'))

const open = async (made = double([])) => {
  const user = openConsole(made)
  await screen.findByRole('heading', { name: 'Answered' })
  return { made, user }
}

test('what people did comes first, with who, when and to what', async () => {
  const { made } = await open()
  expect(made.insight.filters[0]).toEqual({ actor: 'people' })
  const row = within(screen.getByRole('grid', { name: 'Entries, newest first' })).getAllByRole('row')[0]
  expect(row).toHaveTextContent('Answered')
  expect(row).toHaveTextContent('sue · 0197-item-4200')
})

test('a filter by act stands in the address', async () => {
  const { made, user } = await open()
  await user.click(screen.getByRole('button', { name: /^Act/ }))
  await user.click(await screen.findByRole('option', { name: 'STOP' }))
  await waitFor(() => expect(window.location.hash).toBe('#ledger?act=stop_engaged'))
  expect(await screen.findByRole('heading', { name: 'STOP' })).toBeInTheDocument()
  expect(made.insight.filters.at(-1)).toEqual({ actor: 'people', act: 'stop_engaged' })
})

test('an id is looked for when Enter is pressed', async () => {
  const { made, user } = await open()
  await user.type(screen.getByRole('searchbox', { name: 'An id that the entry names' }), '0197{Enter}')
  await waitFor(() => expect(made.insight.filters.at(-1)).toEqual({ actor: 'people', subject: '0197' }))
})

test('V checks the ledger and gives the value to keep', async () => {
  const { user } = await open()
  await user.keyboard('v')
  expect(await screen.findByText(/4,200 entries, all right/)).toBeInTheDocument()
})

test('a wrong entry is said with what to do', async () => {
  const made = double([])
  made.insight.verification = {
    verified: false,
    entries: 11,
    first_wrong: { sequence: 12, what: 'its decision is missing' },
    head: null,
  }
  const { user } = await open(made)
  await user.click(screen.getByRole('button', { name: 'Check' }))
  expect(await screen.findByText(/Entry 12 is wrong: its decision is missing\. Keep the workspace/)).toBeInTheDocument()
})

test('who may not export is not offered it', async () => {
  const made = double([])
  if (made.session.person) made.session.person.may = ['ledger_read', 'ledger_verify', 'stop']
  await open(made)
  expect(screen.queryByRole('button', { name: 'Export' })).not.toBeInTheDocument()
})

test('an export says where it lies', async () => {
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: 'Export' }))
  expect(await screen.findByText('Saved: /srv/desk/exports/ledger.jsonl')).toBeInTheDocument()
})

test('the screen is sound for those who hear it', async () => {
  await open()
  const found = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  expect(found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`)).toEqual([])
})
