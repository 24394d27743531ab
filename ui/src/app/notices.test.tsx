import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { double, waitingItem } from '../../test/double'
import { openConsole } from '../../test/page'
import { cameAbout } from './notices'

beforeEach(() => window.history.replaceState(null, '', '#'))
afterEach(() => vi.restoreAllMocks())

const look = (isFocused: boolean) => vi.spyOn(document, 'hasFocus').mockReturnValue(isFocused)
const status = double([]).status

test('somebody is called when it happens, not as long as it lasts', () => {
  const stopped = { ...status, running: 'stopped' } as const
  const late = { ...status, overdue: 3 }
  expect(cameAbout(status, stopped)).toEqual(['stopped'])
  expect(cameAbout(stopped, stopped)).toEqual([])
  expect(cameAbout(stopped, status), 'that it goes on again can wait').toEqual([])
  expect(cameAbout(status, { ...status, promise: 'withdrawn' })).toEqual(['stopped'])
  expect(cameAbout(status, late)).toEqual(['overdue'])
  expect(cameAbout(late, { ...late, overdue: 4 })).toEqual([])
})

test('whoever looks elsewhere is told by the desktop what has stopped', async () => {
  look(false)
  const made = double([waitingItem(1)])
  openConsole(made)
  await screen.findByRole('button', { name: 'Accept' })
  expect(made.notices, 'what was so before is no news').toEqual([])
  made.status = { ...made.status, running: 'stopped', stopped_by: 'file', stopped_at_ms: 0 }
  made.say({ key: 'status', ids: [] })
  await waitFor(() => expect(made.notices.map(({ kind }) => kind)).toEqual(['stopped']))
  expect(made.notices[0]?.title).toBe('Nothing is routed without a person any more')
})

test('whoever looks at the window reads it there', async () => {
  look(true)
  const made = double([waitingItem(1)])
  openConsole(made)
  await screen.findByRole('button', { name: 'Accept' })
  made.status = { ...made.status, running: 'stopped', stopped_by: 'file', stopped_at_ms: 0 }
  made.say({ key: 'status', ids: [] })
  await screen.findByText(/stopped by the file STOP/)
  expect(made.notices).toEqual([])
})

test('the rail says how many of those that wait are late', async () => {
  openConsole(double([waitingItem(1, { dueInMin: -5 }), waitingItem(2)]))
  expect(await screen.findByRole('link', { name: 'Review 2 need someone, one is overdue' })).toBeInTheDocument()
})
