/** The keys of Decisions. */
import type { Shortcuts } from './shortcut'

export const decisions = {
  replay: { keys: ['p'], shown: ['P'] },
  'all-decisions': { keys: ['x'], shown: ['X'] },
} as const satisfies Shortcuts
