import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type Double, double } from '../../../test/double'
import { offer } from '../../../test/doubles/sources'
import { openConsole } from '../../../test/page'

let made: Double

beforeEach(() => {
  window.location.hash = '#sources'
  made = double([])
  if (made.session.person)
    made.session.person.may = ['event_read', 'import', 'quarantine_read', 'quarantine_discard', 'stop']
})

test('a stale source stands out, here and in the rail', async () => {
  openConsole(made)
  const row = await screen.findByRole('row', { name: /^Watched folder/ })
  expect(row).toHaveTextContent('Stale: nothing new for over 24 hours')
  expect(row).toHaveTextContent('0.1 % [0.0, 0.1] · n 98,587')
  expect(screen.getByRole('link', { name: /Sources 1 needs someone/ })).toBeInTheDocument()
})

test('a refused row has its file, line, field and reason, and can be destroyed', async () => {
  const user = openConsole(made)
  const row = await screen.findByRole('row', { name: /line 17/ })
  expect(row).toHaveTextContent('timestamp is no time that can be read')
  expect(row, 'its shape is shown, never what it says').toHaveTextContent('99.9.9999')
  await user.click(within(row).getByRole('button', { name: /Discard export-2026-11-19.jsonl, line 17/ }))
  await waitFor(() => expect(made.sources.quarantine[0]?.state).toBe('discarded'))
})

test('files are chosen by a key, shown with what they are taken for, and imported', async () => {
  made.sources.chosen = [
    offer('1'),
    offer('2', { name: 'folder', format: 'no_file' }),
    offer('3', { name: 'labels.csv', format: 'csv', columns: ['id', 'category', 'text'], looks_like_labels: true }),
  ]
  const user = openConsole(made)
  await screen.findByRole('button', { name: /Open files/ })
  await user.keyboard('o')
  const dialog = await screen.findByRole('dialog', { name: 'Import these 3 files?' })
  expect(dialog).toHaveTextContent('events, JSON Lines · 3.4 MB')
  expect(dialog).toHaveTextContent('not a file that can be read')
  expect(within(dialog).getByRole('button', { name: /Column with the label/ })).toHaveTextContent('category')
  await user.click(within(dialog).getByRole('button', { name: 'Import 2 files' }))
  await waitFor(() =>
    expect(made.sources.imported).toEqual([
      { offer: '1', labels: null },
      { offer: '3', labels: { text: 'text', label: 'category' } },
    ]),
  )
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

test('a dropped file is asked about on whatever screen one is', async () => {
  window.location.hash = '#models'
  if (made.session.person) made.session.person.may = ['model_read', 'import', 'stop']
  openConsole(made)
  await screen.findByRole('heading', { name: 'Models' })
  made.sources.offers = { offers: [], hovering: true }
  made.say({ key: 'offers', ids: [] })
  expect(await screen.findByText('Drop the files to import them')).toBeInTheDocument()
  made.sources.offers = { offers: [offer('1', { name: 'dropped.jsonl' })], hovering: false }
  made.say({ key: 'offers', ids: [] })
  expect(await screen.findByText('dropped.jsonl')).toBeInTheDocument()
})

test('who may not import is told who can', async () => {
  if (made.session.person) made.session.person.may = ['event_read', 'stop']
  made.sources.offers = { offers: [offer('1')], hovering: false }
  openConsole(made)
  const dialog = await screen.findByRole('dialog')
  expect(dialog).toHaveTextContent('Your roles do not include importing')
  expect(within(dialog).queryByRole('button', { name: /Import/ })).not.toBeInTheDocument()
})

test('before anything came in it says what will', async () => {
  made.sources.board = { ...made.sources.board, sources: [], imports: [], quarantined: 0 }
  openConsole(made)
  expect(await screen.findByRole('heading', { name: 'Nothing has come in yet' })).toBeInTheDocument()
})
