/** Binds keys of the registry to what a screen does. Silent while somebody types, and while a dialog or menu is open. */
import { useEffect, useRef } from 'react'
import { tinykeys } from 'tinykeys'
import { type ShortcutId, shortcuts } from './shortcuts'

export type Handlers = Partial<Record<ShortcutId, (event: KeyboardEvent) => void>>

export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  const bound = Object.keys(handlers).sort().join(' ')
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {}
    for (const id of bound.split(' ') as ShortcutId[]) {
      for (const key of shortcuts[id].keys) bindings[key] = event => press(event, latest.current[id])
    }
    return tinykeys(window, bindings, { capture: true })
  }, [bound])
}

function press(event: KeyboardEvent, handler: ((event: KeyboardEvent) => void) | undefined): void {
  if (!handler || event.repeat || event.isComposing || belongsToOther(event)) return
  event.preventDefault()
  handler(event)
}

const TYPING = 'input, textarea, select, [contenteditable]'
const OPEN = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Asks where the focus is, not where the event goes: an autocomplete passes its keys on to the option it points at. */
function belongsToOther(event: KeyboardEvent): boolean {
  const plain = !event.ctrlKey && !event.metaKey
  const typing = document.activeElement?.closest(TYPING) !== null
  return (plain && typing) || document.querySelector(OPEN) !== null
}
