/** Binds keys of the registry to what a screen does, and knows which of them do something now. */
import { useEffect, useRef } from 'react'
import { bind } from './press'
import { type ShortcutId, shortcuts } from './shortcuts'

type Handler = (event: KeyboardEvent) => void

export type Handlers = Partial<Record<ShortcutId, Handler>>

type Latest = React.RefObject<Handlers>

const listening = new Set<Latest>()

export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    listening.add(latest)
    return () => {
      listening.delete(latest)
    }
  }, [])
  const ids = Object.keys(handlers).sort().join(' ')
  useEffect(() => {
    const binding = (id: ShortcutId) => ({
      keys: shortcuts[id].keys,
      run: (event: KeyboardEvent) => latest.current[id]?.(event),
    })
    return bind((ids === '' ? [] : ids.split(' ')).map(id => binding(id as ShortcutId)))
  }, [ids])
}

/** What could be pressed now and means one thing: where a key stands for several, only pressing it says which. */
export function actionsNow(): { id: ShortcutId; run: () => void }[] {
  const handlers: Handlers = Object.assign({}, ...[...listening].map(each => each.current))
  const single = (Object.keys(handlers) as ShortcutId[]).filter(id => !shortcuts[id].shown.includes('…'))
  return single.map(id => ({ id, run: () => handlers[id]?.(new KeyboardEvent('keydown')) }))
}
