/** The keys of Review. */
import type { Shortcuts } from './shortcut'

export const review = {
  accept: { keys: ['a'], shown: ['A'] },
  choose: { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], shown: ['1', '…', '9'] },
  search: { keys: ['q'], shown: ['Q'] },
  find: { keys: ['/', 'Shift+/', 'o'], shown: ['/'] },
  escalate: { keys: ['e'], shown: ['E'] },
  skip: { keys: ['s'], shown: ['S'] },
  undo: { keys: ['u'], shown: ['U'] },
  comment: { keys: ['c'], shown: ['C'] },
  similar: { keys: ['m'], shown: ['M'] },
  history: { keys: ['p'], shown: ['P'] },
  chart: { keys: ['h'], shown: ['H'] },
  list: { keys: ['l'], shown: ['L'] },
} as const satisfies Shortcuts
