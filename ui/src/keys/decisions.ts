/** The keys of Decisions. */
import type { Shortcuts } from './shortcut'

export const decisions = {
  replay: { keys: ['p'], shown: ['P'] },
} as const satisfies Shortcuts
