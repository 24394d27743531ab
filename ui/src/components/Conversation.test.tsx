import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { TurnView } from '../bindings/TurnView'
import { formats } from '../locale/format'
import { Conversation } from './Conversation'

const MINUTE = 60_000
const BEGAN = new Date(2026, 1, 3, 14, 9).getTime()

const turn = (at_ms: number): TurnView => ({
  speaker: 'customer',
  at_ms,
  parts: [{ kind: 'text', text: 'Hello', same: null, weight: null, against: false }],
})

test('the day stands where it begins, and the time where it is another than before', () => {
  const at = [BEGAN, BEGAN + 1_000, BEGAN + 3 * MINUTE, BEGAN + 26 * 60 * MINUTE]
  render(<Conversation turns={at.map(turn)} />)
  const times = screen.getAllByRole('listitem').map(item => item.querySelector('time')?.textContent ?? '')
  const { clock } = formats('en')
  expect(times).toEqual([
    clock(BEGAN, Date.now()),
    '',
    clock(BEGAN + 3 * MINUTE, BEGAN),
    clock(BEGAN + 26 * 60 * MINUTE, BEGAN),
  ])
  expect(times[2]).toMatch(/^0?2:12/)
})
