/**
 * Every key of the console, once: what it does, where it works, how it is written. The screens take their keys from here,
 * and so do the sheet that explains them and the palette that presses them. A screen's own keys stand in the file of its
 * name; those that open screens stand in the table of the screens.
 */
import { decisions } from './decisions'
import { everywhere } from './everywhere'
import { fairness } from './fairness'
import { ledger } from './ledger'
import { lists } from './lists'
import { models } from './models'
import { review } from './review'
import type { Shortcut } from './shortcut'
import { sources } from './sources'

/** By place. A key may do different things on different screens, which never listen at once. */
const places = { review, decisions, sources, models, fairness, ledger, lists, everywhere } as const

export type Scope = keyof typeof places

export type ShortcutId = { [Place in Scope]: keyof (typeof places)[Place] }[Scope]

export const scopes = Object.keys(places) as Scope[]

/** The shortcuts of one place, in the order of the sheet. */
export const shortcutsOf = (scope: Scope): ShortcutId[] => Object.keys(places[scope]) as ShortcutId[]

export const shortcutIds = scopes.flatMap(shortcutsOf)

export const shortcuts = Object.assign({}, ...Object.values(places)) as Record<ShortcutId, Shortcut>

/** The id of the text that says what a key does. */
export const shortcutTextId = (id: ShortcutId): string => `key-${id}`
