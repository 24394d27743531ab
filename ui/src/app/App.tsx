/** The console: its appearance, what it hears of changes, and who is in front of it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { applyChange, useApi } from '../api'
import { AppearanceProvider, useAppearance } from '../components/appearance'
import { PersonProvider } from '../components/person'
import { SessionGate } from '../features/session'
import { useShortcuts } from '../keys/useShortcuts'
import { useLanguage } from '../locale'
import { Frame } from './Frame'

export function App() {
  return (
    <AppearanceProvider kept={useApi().appearance.kept}>
      <Keeping />
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

/** What the reader chooses is there at the next start. */
function Keeping() {
  const { keep } = useApi().appearance
  const { theme, density, scale } = useAppearance()
  const [language] = useLanguage()
  const left = useRef({ theme, density, scale, language })
  useEffect(() => {
    const now = { theme, density, scale, language }
    if (JSON.stringify(now) === JSON.stringify(left.current)) return
    left.current = now
    // Where it cannot be kept, the console looks as chosen until it is closed; the log says why.
    keep(now).catch(() => undefined)
  }, [theme, density, scale, language, keep])
  return null
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
