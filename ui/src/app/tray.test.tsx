import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { double, waitingItem } from '../../test/double'
import { underway } from '../../test/doubles/models'
import { openConsole } from '../../test/page'

test('work says what, how far and how long still, and can be cancelled', async () => {
  const made = double([waitingItem(1)])
  made.models.work = [underway('7')]
  const user = openConsole(made)
  const tray = await screen.findByRole('region', { name: 'Work under way' })
  expect(await within(tray).findByText('Import of march.jsonl')).toBeInTheDocument()
  expect(tray).toHaveTextContent('42 % · 12,500 rows')
  expect(tray).toHaveTextContent('about 2 min left')
  await user.click(within(tray).getByRole('button', { name: 'Cancel: Import of march.jsonl' }))
  await waitFor(() => expect(made.models.asked).toEqual(['cancel 7']))
})

test('how it ended stays until somebody puts it away', async () => {
  const made = double([waitingItem(1)])
  const outcome = { kind: 'imported', rows: 10, taken: 7, duplicates: 2, quarantined: 1 } as const
  made.models.work = [underway('7', { state: 'done', outcome, cancellable: false, share: null, remaining_ms: null })]
  const user = openConsole(made)
  expect(await screen.findAllByText('7 taken, 2 duplicates, 1 in quarantine.')).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: 'Put away: Import of march.jsonl' }))
  await waitFor(() => expect(made.models.work).toEqual([]))
})
