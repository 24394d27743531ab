/** Keys that work on every screen. Characters that are shifted on some keyboards stand here twice. */
import type { Shortcuts } from './shortcut'

export const everywhere = {
  palette: { keys: ['$mod+k'], shown: ['Ctrl', 'K'] },
  help: { keys: ['?', 'Shift+?'], shown: ['?'] },
  back: { keys: ['Alt+ArrowLeft'], shown: ['Alt', '←'] },
  stop: { keys: ['$mod+.', '$mod+Shift+.'], shown: ['Ctrl', '.'] },
  larger: { keys: ['$mod+=', '$mod++', '$mod+Shift++'], shown: ['Ctrl', '+'] },
  smaller: { keys: ['$mod+-'], shown: ['Ctrl', '−'] },
  'usual-size': { keys: ['$mod+0'], shown: ['Ctrl', '0'] },
} as const satisfies Shortcuts
