import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type Double, double } from '../../../test/double'
import { approval } from '../../../test/doubles/models'
import { openConsole } from '../../../test/page'

let made: Double

beforeEach(() => {
  window.location.hash = '#approvals'
  made = double([])
  if (made.session.person) made.session.person.may = ['model_read', 'approval_read', 'promotion_approve', 'stop']
})

test('the second person reads reason and evidence, and approves', async () => {
  made.models.approvals = [approval('a1')]
  const user = openConsole(made)
  const request = await screen.findByRole('region', { name: 'Release of model c20de4f8' })
  expect(request).toHaveTextContent('knows the new tariff')
  expect(await within(request).findByText('Promise kept')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Approvals 1 needs someone/ })).toBeInTheDocument()
  await user.click(within(request).getByRole('button', { name: 'Approve and release' }))
  await waitFor(() => expect(made.models.approvals[0]?.state).toBe('approved'))
})

test.each([
  ['own_request', 'You asked for this'],
  ['own_model', 'You trained this model'],
  ['role', 'A compliance officer decides this'],
] as const)('%s: it says why somebody else decides, and offers nothing', async (bar, text) => {
  made.models.approvals = [approval('a1', { bar })]
  openConsole(made)
  expect(await screen.findByText(new RegExp(text))).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /Approve/ })).not.toBeInTheDocument()
})

test('where nothing waits it says what will', async () => {
  openConsole(made)
  expect(await screen.findByRole('heading', { name: 'Nothing waits for a second person' })).toBeInTheDocument()
})
