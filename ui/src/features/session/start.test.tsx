import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type Double, double, waitingItem } from '../../../test/double'
import { openConsole } from '../../../test/page'

let made: Double

beforeEach(() => {
  made = double([waitingItem(1)])
  made.session = { ...made.session, phase: 'absent' }
})

test('folder, key, administrator, recovery code with proof, then own data', async () => {
  const user = openConsole(made)
  await user.type(await screen.findByLabelText('Name'), 'Halvora')
  await user.click(screen.getByRole('button', { name: 'Go on' }))
  await user.type(await screen.findByLabelText('Name'), 'ada')
  await user.type(screen.getByLabelText('Password'), 'a long password')
  await user.type(screen.getByLabelText('The same again'), 'a long passwort')
  await user.click(screen.getByRole('button', { name: 'Make the workspace' }))
  expect(screen.getByRole('alert'), 'a slip of the finger must not become the password').toHaveTextContent(
    'do not agree',
  )
  await user.clear(screen.getByLabelText('The same again'))
  await user.type(screen.getByLabelText('The same again'), 'a long password')
  await user.click(screen.getByRole('button', { name: 'Make the workspace' }))
  expect(await screen.findByText('QZ0R'), 'the code is shown once').toBeInTheDocument()
  expect(made.created).toEqual([
    { name: 'Halvora', key_mode: 'keyring', passphrase: null, administrator: 'ada', password: 'a long password' },
  ])
  await user.click(screen.getByRole('button', { name: 'I have kept it' }))
  expect(screen.queryByText('QZ0R'), 'who types it back has it elsewhere').not.toBeInTheDocument()
  await user.type(screen.getByLabelText('Group 2'), 'QZ0R')
  await user.type(screen.getByLabelText('Group 7'), 'XXXX{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('not what was shown')
  await user.clear(screen.getByLabelText('Group 7'))
  await user.type(screen.getByLabelText('Group 7'), 'PE1Y{Enter}')
  expect(await screen.findByRole('heading', { name: 'What comes in?' })).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Go on' }))
  await waitFor(() => expect(window.location.hash).toBe('#sources'))
})

test('without a keyring only the passphrase is offered, and it is asked for twice', async () => {
  made.start = { ...made.start, keyring: false }
  const user = openConsole(made)
  expect(await screen.findByRole('radio', { name: /By the keyring/ })).toBeDisabled()
  await user.type(screen.getByLabelText('Name'), 'Halvora')
  await user.type(screen.getByLabelText('Passphrase'), 'one of them is')
  await user.type(screen.getByLabelText('The same again'), 'not the other')
  await user.click(screen.getByRole('button', { name: 'Go on' }))
  expect(screen.getByRole('alert')).toHaveTextContent('do not agree')
})

test('a folder with other files in it is not used', async () => {
  made.start = { ...made.start, state: 'not_empty' }
  openConsole(made)
  expect(await screen.findByText(/Other files lie here/)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Go on' })).toBeDisabled()
})

test('who lost the passphrase opens the workspace by its recovery code', async () => {
  made.session = { ...made.session, phase: 'locked', person: null }
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: /I have lost it/ }))
  const form = await screen.findByRole('form', { name: 'Open by the recovery code' })
  await user.type(within(form).getByLabelText('Recovery code'), 'WRONG{Enter}')
  expect(await within(form).findByRole('alert')).toHaveTextContent('does not open the workspace')
  await user.clear(within(form).getByLabelText('Recovery code'))
  await user.type(within(form).getByLabelText('Recovery code'), 'THE-CODE{Enter}')
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeInTheDocument()
})
