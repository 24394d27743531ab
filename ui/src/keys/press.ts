/**
 * Hears keys and gives each press to one binding: the latest that was bound. One place for all, so that the second key of
 * a pair, such as the r of `g r`, is never taken for the key r alone. Silent while somebody types, and while a dialog or
 * menu is open.
 */
import { type KeyBindingPress, matchKeyBindingPress, parseKeybinding } from 'tinykeys'

export interface Binding {
  keys: readonly string[]
  run: (event: KeyboardEvent) => void
}

/** The second key of a pair comes within this time, or it stands alone. */
const PAIR_MS = 1_000

interface Bound {
  presses: KeyBindingPress[]
  run: Binding['run']
}

const bound = new Set<readonly Bound[]>()
let first: KeyboardEvent | null = null

/** Binds keys until the function that it returns is called. */
export function bind(bindings: readonly Binding[]): () => void {
  const mine = bindings.flatMap(({ keys, run }) => keys.map(key => ({ presses: parseKeybinding(key), run })))
  if (bound.size === 0) window.addEventListener('keydown', hear, { capture: true })
  bound.add(mine)
  return () => {
    bound.delete(mine)
    if (bound.size === 0) window.removeEventListener('keydown', hear, { capture: true })
  }
}

function hear(event: KeyboardEvent): void {
  if (event.repeat || event.isComposing || MODIFIERS.has(event.key) || belongsToOther(event)) return
  const before = first !== null && event.timeStamp - first.timeStamp < PAIR_MS ? first : null
  first = null
  const all = [...bound].reverse().flat()
  const found = all.find(({ presses }) => isPressed(presses, before, event))
  const begins = !before && all.some(({ presses: [one, two] }) => one && two && matchKeyBindingPress(event, one))
  if (!found && !begins) return
  event.preventDefault()
  if (found) found.run(event)
  else first = event
}

function isPressed([one, two]: KeyBindingPress[], before: KeyboardEvent | null, event: KeyboardEvent): boolean {
  if (!one) return false
  if (!two) return !before && matchKeyBindingPress(event, one)
  return before !== null && matchKeyBindingPress(before, one) && matchKeyBindingPress(event, two)
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'])
const TYPING = 'input, textarea, select, [contenteditable]'
const OPEN = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Asks where the focus is, not where the event goes: an autocomplete passes its keys on to the option it points at. */
function belongsToOther(event: KeyboardEvent): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  const typing = document.activeElement?.closest(TYPING) !== null
  return (plain && typing) || document.querySelector(OPEN) !== null
}
