/** The console: its appearance, what it hears of changes, and who is in front of it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { applyChange, useApi } from '../api'
import { AppearanceProvider, useAppearance } from '../components/appearance'
import { PersonProvider } from '../components/person'
import { SessionGate } from '../features/session'
import { useShortcuts } from '../keys/useShortcuts'
import { Frame } from './Frame'

export function App() {
  return (
    <AppearanceProvider>
      <Sizes />
      <Changes />
      <SessionGate>
        {person => (
          <PersonProvider key={person.id} person={person}>
            <Frame person={person} />
          </PersonProvider>
        )}
      </SessionGate>
    </AppearanceProvider>
  )
}

/** The keys that make everything larger or smaller work on every screen. */
function Sizes() {
  const { resize } = useAppearance()
  useShortcuts({ larger: () => resize(1), smaller: () => resize(-1), 'usual-size': () => resize(0) })
  return null
}

/** Hears, for as long as the window is open, what the engine says has changed. */
function Changes() {
  const api = useApi()
  const queries = useQueryClient()
  useEffect(() => {
    let heard = true
    api.changes
      .subscribe(change => heard && applyChange(queries, change))
      // Without it the views would silently grow old: ask for everything again, which shows what is wrong.
      .catch(() => queries.invalidateQueries())
    return () => {
      heard = false
    }
  }, [api, queries])
  return null
}
