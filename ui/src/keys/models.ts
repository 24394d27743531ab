/** Keys of Models. */
import type { Shortcuts } from './shortcut'

export const models = {
  train: { keys: ['t'], shown: ['T'] },
  'ask-promotion': { keys: ['p'], shown: ['P'] },
  'roll-back': { keys: ['b'], shown: ['B'] },
} as const satisfies Shortcuts
