/** Keys of Sources. */
import type { Shortcuts } from './shortcut'

export const sources = {
  'open-files': { keys: ['o'], shown: ['O'] },
} as const satisfies Shortcuts
