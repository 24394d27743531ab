import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { double, waitingItem } from '../../test/double'
import { openConsole } from '../../test/page'
import { ApiFailure } from '../api'
import { LEFT_AFTER_MS } from './useSignOut'

afterEach(() => vi.useRealTimers())

const desk = () => double([waitingItem(1)])

test('a wrong password says what to do, keeps the name and is not kept itself', async () => {
  const made = desk()
  made.session = { ...made.session, phase: 'signed_out', person: null }
  made.api.session.signIn = async () => {
    throw new ApiFailure({ code: 'wrong_credentials', message: 'refused' })
  }
  const user = openConsole(made)
  await user.type(await screen.findByLabelText('Name'), 'mk')
  await user.type(screen.getByLabelText('Password'), 'wrong{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Type the password again.')
  expect(screen.getByLabelText('Name')).toHaveValue('mk')
  expect(screen.getByLabelText('Password'), 'the next key replaces it').toHaveFocus()
})

test.each([
  ['locked', 'Unlock the workspace'],
  ['signed_out', 'Sign in'],
  ['held_by_other', 'The workspace is in use'],
  ['failed', 'The workspace cannot be opened'],
] as const)('the phase %s shows %s', async (phase, title) => {
  const made = desk()
  const failure = { code: 'database_too_new', message: '' } as const
  made.session = { ...made.session, phase, person: null, holder: 'countersign run', failure }
  openConsole(made)
  expect(await screen.findByRole('heading', { name: title })).toBeInTheDocument()
})

test('STOP asks nothing but whether to; the reason is asked for afterwards', async () => {
  const made = desk()
  const reasons: (string | null)[] = []
  const { stop } = made.api.status
  made.api.status.stop = async reason => {
    reasons.push(reason)
    return stop(reason)
  }
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'STOP' }))
  // That the focus is on this button, so that Enter suffices, only a real window shows.
  await user.click(await screen.findByRole('button', { name: 'Stop now' }))
  expect(await screen.findByText(/^stopped by mk/), 'the strip is true before the dialog goes').toBeInTheDocument()
  expect(reasons).toEqual([null])
  await user.type(await screen.findByLabelText('Reason'), 'wrong refunds{Enter}')
  await waitFor(() => expect(reasons).toEqual([null, 'wrong refunds']))
  expect(await screen.findByRole('button', { name: 'Lift the stop' })).toBeInTheDocument()
})

test('lifting the stop needs a reason', async () => {
  const made = desk()
  made.status = { ...made.status, running: 'stopped', stopped_by: 'jo', stopped_at_ms: 0, stop_reason: 'refunds' }
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'Lift the stop' }))
  await user.keyboard('{Enter}')
  expect(made.status.running, 'nothing is lifted without a reason').toBe('stopped')
  await user.type(screen.getByLabelText('Why it is safe again'), 'model rolled back{Enter}')
  await waitFor(() => expect(made.status.running).toBe('running'))
})

test('a status that cannot be read is said to be unknown', async () => {
  const made = desk()
  made.api.status.read = () => Promise.reject({ code: 'internal', message: 'x' })
  openConsole(made)
  expect(await screen.findByText(/status unknown/), 'silence would be read as running').toBeInTheDocument()
})

test('a part of the work that does not go on is named, with what to do', async () => {
  const made = desk()
  const failure = { code: 'input', message: 'the folder inbox is gone; make it again' } as const
  made.status = { ...made.status, faults: [{ part: 'inbox', failure, since_ms: Date.now() }], set_aside: 2 }
  openConsole(made)
  expect(
    await screen.findByText(/taking files in paused, .*: the folder inbox is gone; make it again/),
  ).toBeInTheDocument()
  expect(screen.getByText(/2 events could not be decided/)).toBeInTheDocument()
})

test('who signs out leaves nothing of theirs on the screen', async () => {
  const made = desk()
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'Signed in as mk' }))
  await user.click(await screen.findByRole('menuitem', { name: /Sign out/ }))
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeInTheDocument()
  expect(screen.queryByText(/Question number/)).not.toBeInTheDocument()
})

test('who may not lift a stop is not offered it, and may still say why they made it', async () => {
  const made = desk()
  if (made.session.person) made.session.person.may = ['review_read', 'review_answer', 'stop']
  made.status = { ...made.status, running: 'stopped', stopped_by: 'mk', stopped_at_ms: 0 }
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'Say why' }))
  await user.type(await screen.findByLabelText('Reason'), 'wrong refunds{Enter}')
  await waitFor(() => expect(made.status.stop_reason).toBe('wrong refunds'))
  expect(screen.queryByRole('button', { name: 'Lift the stop' })).not.toBeInTheDocument()
})

test('a workspace that another window holds is not taken over', async () => {
  const made = desk()
  made.session = { ...made.session, phase: 'held_by_other', person: null, holder: 'countersign console (7)' }
  openConsole(made)
  expect(await screen.findByText(/countersign console \(7\) holds it/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Take over' })).not.toBeInTheDocument()
})

test('who has no screen is told so and still has STOP', async () => {
  const made = desk()
  if (made.session.person) made.session.person.may = ['stop']
  openConsole(made)
  expect(await screen.findByRole('heading', { name: 'Nothing of yours to do here' })).toBeInTheDocument()
  expect(await screen.findByRole('button', { name: 'STOP' })).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: /Review/ })).not.toBeInTheDocument()
})

test('a desk that is left is signed out, and a key says that it is not', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  openConsole(desk())
  await screen.findByRole('button', { name: 'Accept' })
  await act(() => vi.advanceTimersByTimeAsync(LEFT_AFTER_MS - 1_000))
  fireEvent.keyDown(document.body, { key: 'j' })
  await act(() => vi.advanceTimersByTimeAsync(LEFT_AFTER_MS - 1_000))
  expect(screen.getByRole('button', { name: 'Accept' }), 'somebody is there').toBeInTheDocument()
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeInTheDocument()
})
