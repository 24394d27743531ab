/** Keys that mean the same in every list with an item beside it. */
import type { Shortcuts } from './shortcut'

export const lists = {
  next: { keys: ['j'], shown: ['J'] },
  previous: { keys: ['k'], shown: ['K'] },
  renew: { keys: ['r'], shown: ['R'] },
  'clear-filters': { keys: ['x'], shown: ['X'] },
} as const satisfies Shortcuts
