import { expect, test } from 'vitest'
import type { TextPartView } from '../bindings/TextPartView'
import { localization } from '../locale'
import { letters, readable } from './entities'

const token = (text: string, same: string | null): TextPartView => ({
  kind: 'token',
  text,
  same,
  weight: null,
  against: false,
})

const turn = (...parts: TextPartView[]) => ({ speaker: 'customer' as const, at_ms: 0, parts })

test('values of a type are told apart where there are several', () => {
  const told = letters([
    turn(token('PERSON', 'p1'), token('EMAIL_ADDRESS', 'e1')),
    turn(token('PERSON', 'p2'), token('PERSON', 'p1'), token('PIN', null)),
  ])
  expect([...told], 'one e-mail address needs no letter').toEqual([
    ['p1', 'A'],
    ['p2', 'B'],
  ])
})

test('placeholders of an excerpt are named, and unknown types stay as they are', () => {
  expect(readable(localization(['en']), 'mail ⟦EMAIL_ADDRESS⟧ or ⟦NEW_TYPE⟧')).toBe('mail [E-mail] or [NEW_TYPE]')
})
