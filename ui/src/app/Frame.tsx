/** What stands around every screen: the status strip, the rail, and the sheet of keys. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { queries, useApi } from '../api'
import type { PersonView } from '../bindings/PersonView'
import { useMay } from '../components/person'
import { useShortcuts } from '../keys/useShortcuts'
import { useText } from '../locale'
import { useFormat } from '../locale/format'
import { KeySheet } from './KeySheet'
import { StatusStrip } from './StatusStrip'
import { useSignOutWhenLeft } from './useSignOut'

interface Props {
  person: PersonView
  children: ReactNode
}

export function Frame({ person, children }: Props) {
  useSignOutWhenLeft()
  const [keysShown, setKeysShown] = useState(false)
  useShortcuts({ help: () => setKeysShown(true) })
  return (
    <div className="frame">
      <div className="places">
        <StatusStrip person={person} onKeys={() => setKeysShown(true)} />
        <Rail />
        <main className="screen">{children}</main>
      </div>
      <KeySheet isOpen={keysShown} onOpenChange={setKeysShown} />
    </div>
  )
}

/** The screens there are, with the counts that need someone. */
function Rail() {
  const t = useText()
  const { count } = useFormat()
  const { data } = useQuery(queries.status(useApi()))
  const may = useMay()
  return (
    <nav className="rail" aria-label={t('rail')}>
      {may('review_read') && (
        <a href="#review" aria-current="page">
          {t('rail-review')}
          {data !== undefined && data.waiting > 0 && <span className="count">{count(data.waiting)}</span>}
        </a>
      )}
    </nav>
  )
}
