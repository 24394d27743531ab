/**
 * Every key of the console, once: what it does, where it works, how it is written. The screens take their keys from here,
 * and so does the sheet that explains them.
 */
export type Scope = 'everywhere' | 'review'

export interface Shortcut {
  scope: Scope
  /** As `tinykeys` reads them. Characters that are shifted on some keyboards stand here twice. */
  keys: readonly string[]
  /** As a person reads them. */
  shown: readonly string[]
}

export const shortcuts = {
  help: { scope: 'everywhere', keys: ['?', 'Shift+?'], shown: ['?'] },
  stop: { scope: 'everywhere', keys: ['$mod+.', '$mod+Shift+.'], shown: ['Ctrl', '.'] },
  larger: { scope: 'everywhere', keys: ['$mod+=', '$mod++', '$mod+Shift++'], shown: ['Ctrl', '+'] },
  smaller: { scope: 'everywhere', keys: ['$mod+-'], shown: ['Ctrl', '−'] },
  'usual-size': { scope: 'everywhere', keys: ['$mod+0'], shown: ['Ctrl', '0'] },
  accept: { scope: 'review', keys: ['a'], shown: ['A'] },
  choose: { scope: 'review', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], shown: ['1', '…', '9'] },
  find: { scope: 'review', keys: ['/', 'Shift+/', 'o'], shown: ['/'] },
  escalate: { scope: 'review', keys: ['e'], shown: ['E'] },
  skip: { scope: 'review', keys: ['s'], shown: ['S'] },
  undo: { scope: 'review', keys: ['u'], shown: ['U'] },
  comment: { scope: 'review', keys: ['c'], shown: ['C'] },
  next: { scope: 'review', keys: ['j'], shown: ['J'] },
  previous: { scope: 'review', keys: ['k'], shown: ['K'] },
  chart: { scope: 'review', keys: ['h'], shown: ['H'] },
  renew: { scope: 'review', keys: ['r'], shown: ['R'] },
  list: { scope: 'review', keys: ['l'], shown: ['L'] },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts

export const shortcutIds = Object.keys(shortcuts) as ShortcutId[]

/** The id of the text that says what a key does. */
export const shortcutTextId = (id: ShortcutId): string => `key-${id}`

/** The shortcuts of one place, in the order of the sheet. */
export const shortcutsOf = (scope: Scope): ShortcutId[] => shortcutIds.filter(id => shortcuts[id].scope === scope)
