/** The keys of the ledger. */
import type { Shortcuts } from './shortcut'

export const ledger = {
  verify: { keys: ['v'], shown: ['V'] },
} as const satisfies Shortcuts
