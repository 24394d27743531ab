/** The keys of Fairness. */
import type { Shortcuts } from './shortcut'

export const fairness = {
  'enter-audit': { keys: ['e'], shown: ['E'] },
} as const satisfies Shortcuts
