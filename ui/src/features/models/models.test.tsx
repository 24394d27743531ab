import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type Double, double } from '../../../test/double'
import { standing } from '../../../test/doubles/models'
import { openConsole } from '../../../test/page'

let made: Double

beforeEach(() => {
  window.location.hash = '#models'
  made = double([])
})

const may = (...capabilities: string[]) => {
  if (made.session.person) made.session.person.may = ['model_read', 'stop', ...capabilities]
}

test('the live model stands beside the newest version that was never live', async () => {
  may()
  openConsole(made)
  const table = await screen.findByRole('table', { name: 'Live model and candidate' })
  expect(within(table).getByRole('columnheader', { name: /Live.*7f3a91c2/ })).toBeInTheDocument()
  expect(within(table).getByRole('columnheader', { name: /Candidate.*c20de4f8/ })).toBeInTheDocument()
  const row = within(table).getByRole('row', { name: /Promise kept/ })
  expect(within(row).getAllByText('Passes')).toHaveLength(2)
  expect(row, 'a share has its interval and its cases').toHaveTextContent('1.1 % [0.7, 1.6] · n 2,437')
  expect(
    screen.queryByRole('button', { name: /Roll back/ }),
    'not every role takes a model back',
  ).not.toBeInTheDocument()
})

test('a roll-back says in numbers what it will do, and then needs a reason', async () => {
  may('roll_back')
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: /Roll back/ }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Take 7f3a91c2 back?' })
  expect(dialog).toHaveTextContent('Restores 5c1e0b77.')
  expect(dialog).toHaveTextContent('212 automatic decisions of it have not left')
  expect(dialog).toHaveTextContent('61 would not be decided so now and go to people; 3,847 stand')
  await user.click(within(dialog).getByRole('button', { name: 'Roll back now' }))
  expect(made.models.asked, 'nothing happens without a reason').toEqual([])
  await user.type(within(dialog).getByLabelText('Why it is taken back'), 'refunds misrouted{Enter}')
  await waitFor(() => expect(made.models.asked).toEqual(['roll back: refunds misrouted']))
})

test('who asks for a release sees what the second person will doubt', async () => {
  may('promotion_request')
  const doubtful = { finding: 'too_little_data', item: { kind: 'cases', n: 30, needed: 40 } } as const
  made.models.board.others = [standing('aaaa1111', { evidence: [doubtful] })]
  const user = openConsole(made)
  await user.click(await screen.findByRole('button', { name: /Ask for release/ }))
  const dialog = await screen.findByRole('dialog')
  expect(dialog).toHaveTextContent('Too little data')
  await user.type(within(dialog).getByLabelText('Why it should be released'), 'knows the tariff{Enter}')
  await waitFor(() => expect(made.models.asked).toEqual(['request aaaa1111: knows the tariff']))
})

test('what waits for a second person is not asked for twice', async () => {
  may('promotion_request')
  made.models.board.others = [standing('aaaa1111', { pending_approval: 'a1' })]
  openConsole(made)
  expect(await screen.findByText('Waits for a second person')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /Ask for release/ })).not.toBeInTheDocument()
})

test('training starts by its key, and not while one is under way', async () => {
  may('model_train')
  const user = openConsole(made)
  await screen.findByRole('button', { name: /Train/ })
  await user.keyboard('t')
  await waitFor(() => expect(made.models.asked).toEqual(['train']))
})

test('without a model the screen says what makes one', async () => {
  may('model_train')
  made.models.board = {
    ...made.models.board,
    champion: null,
    others: [],
    stretches: [],
    marks: [],
    labels: 3,
    labelled_intents: 1,
  }
  openConsole(made)
  expect(await screen.findByRole('heading', { name: 'No model yet' })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: /Train/ }), 'three labels are too few').toBeDisabled()
})

test('a pause says who, why, and who can end it', async () => {
  may()
  made.models.board = { ...made.models.board, paused_at_ms: 0, paused_by: 'olga', pause_reason: 'rolled back: refunds' }
  openConsole(made)
  expect(await screen.findByText(/olga paused automatic routing/)).toBeInTheDocument()
  expect(screen.getByText('rolled back: refunds')).toBeInTheDocument()
  expect(screen.getByText(/A compliance officer or an administrator/)).toBeInTheDocument()
})
