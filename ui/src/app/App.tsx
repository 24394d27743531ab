/** The console: its appearance, what it hears of changes, and who is in front of it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { applyChange, useApi } from '../api'
import { AppearanceProvider, useAppearance } from '../components/appearance'
import { PersonProvider, useMay } from '../components/person'
import { Review } from '../features/review'
import { SessionGate } from '../features/session'
import { useShortcuts } from '../keys/useShortcuts'
import { useText } from '../locale'
import { Frame } from './Frame'

export function App() {
  return (
    <AppearanceProvider>
      <Sizes />
      <Changes />
      <SessionGate>
        {person => (
          <PersonProvider person={person}>
            <Frame person={person}>
              <Screen />
            </Frame>
          </PersonProvider>
        )}
      </SessionGate>
    </AppearanceProvider>
  )
}

/** The one screen there is so far, for those who may see it. */
function Screen() {
  const t = useText()
  if (useMay()('review_read')) return <Review />
  return (
    <div className="empty">
      <h1>{t('no-screen-title')}</h1>
      <p>{t('no-screen-text')}</p>
    </div>
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
