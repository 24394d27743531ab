import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type Double, double } from '../../../test/double'
import { openConsole } from '../../../test/page'

let made: Double

const may = (...capabilities: string[]) => {
  if (made.session.person)
    made.session.person.may = ['settings_read', 'user_read', 'event_read', 'stop', ...capabilities]
}

beforeEach(() => {
  window.location.hash = '#settings'
  made = double([])
})

test('everybody reads what the policy sets', async () => {
  may('policy_read')
  openConsole(made)
  const table = await screen.findByRole('table', { name: 'What holds for everybody' })
  expect(within(table).getByRole('row', { name: /^Error budget/ })).toHaveTextContent(/At most 2 % of what is routed/)
  expect(within(table).getByRole('row', { name: /^Hold-back/ })).toHaveTextContent('taken back for 10 min')
  expect(within(table).getByRole('row', { name: /^Time in Orders/ })).toHaveTextContent('A person answers within 4 hr')
  expect(within(table).getByRole('row', { name: /^Watched folder/ })).toHaveTextContent('inbox')
})

test('an administrator adds a person with roles', async () => {
  may('user_change')
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'Add a person' }))
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByLabelText('Name'), 'kim')
  await user.click(within(dialog).getByRole('checkbox', { name: /Auditor/ }))
  await user.type(within(dialog).getByLabelText('Password'), 'a long password')
  await user.click(within(dialog).getByRole('button', { name: 'Add a person' }))
  await waitFor(() =>
    expect(made.policy.people.at(-1)).toMatchObject({ name: 'kim', roles: ['supervisor', 'auditor'] }),
  )
  expect(await screen.findByRole('row', { name: /kim/ })).toHaveTextContent('Supervisor, Auditor')
})

test('the last administrator is not disabled, and it is said why', async () => {
  may('user_change')
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: 'Change ada' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Disable' }))
  expect(await screen.findByText(/last administrator who can sign in/)).toBeInTheDocument()
})

test('who may not change people sees them', async () => {
  may()
  openConsole(made)
  expect(await screen.findByRole('row', { name: /sam/ })).toHaveTextContent('disabled since')
  expect(screen.queryByRole('button', { name: /Add a person|Change/ })).not.toBeInTheDocument()
})

test('what is wrong with the workspace says what to do', async () => {
  may()
  openConsole(made)
  expect(await screen.findByRole('row', { name: /Room on the disk/ })).toHaveTextContent('free some')
})

test('the console changes its language at once', async () => {
  may()
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: /Language/ }))
  await user.click(await screen.findByRole('option', { name: 'Deutsch' }))
  expect(await screen.findByRole('button', { name: /Angemeldet als/ })).toBeInTheDocument()
})

test('how the console looks is kept when somebody chooses, and is there at the next start', async () => {
  may()
  const kept = { theme: 'dark', density: 'comfort', scale: 1.25, language: null } as const
  made.api.appearance.kept = kept
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: /Theme/ }))
  expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', density: 'comfort' })
  expect(document.documentElement.style.fontSize).toBe('125%')
  expect(made.looks, 'who changed nothing has chosen nothing').toEqual([])
  await user.click(await screen.findByRole('option', { name: 'Light' }))
  expect(made.looks).toEqual([{ ...kept, theme: 'light' }])
})

test('the sheet of keys opens from here, with those of every screen that one may open', async () => {
  may('ledger_read')
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: /Every key/ }))
  const sheet = await screen.findByRole('dialog', { name: 'Keys' })
  expect(within(sheet).getByText('Check the ledger')).toBeInTheDocument()
  expect(within(sheet).queryByText('Accept the suggestion')).not.toBeInTheDocument()
})

test('every library has its licence', async () => {
  may()
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: /libraries and their licences/ }))
  expect(await screen.findByRole('row', { name: /^tauri 2/ })).toHaveTextContent('Apache-2.0')
})
