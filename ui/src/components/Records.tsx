/**
 * A screen of records: what they are and how they are filtered above, the list left, one of them right. Its states are
 * one for all such screens: being read, cannot be read, nothing to show.
 */
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useText } from '../locale'
import { FailureNotice } from './FailureNotice'
import { Keys } from './Keys'
import { Reading } from './Reading'
import './records.css'

interface Props {
  /** Title, figures and filter. */
  head: ReactNode
  asked: { data: unknown; error: unknown; refetch: () => unknown }
  /** Stands in place of list and item where nothing is to be shown. */
  none: ReactNode | null
  listLabel: string
  list: ReactNode
  /** What the button under the list says, and what it does. */
  renewal: string
  onRenew: () => void
  item: ReactNode
}

export function Records({ head, asked, none, listLabel, list, renewal, onRenew, item }: Props) {
  const isRead = asked.data !== undefined
  return (
    <div className="records">
      <header className="records-head">{head}</header>
      {!isRead && (asked.error ? <CannotRead asked={asked} /> : <Reading />)}
      {isRead && none}
      {isRead && !none && (
        <div className="records-body">
          <section className="records-pane" aria-label={listLabel}>
            {list}
            <Button className="button plain newcomers" onPress={onRenew}>
              <Keys of="renew" inButton />
              {renewal}
            </Button>
          </section>
          {item}
        </div>
      )}
    </div>
  )
}

function CannotRead({ asked }: Pick<Props, 'asked'>) {
  const t = useText()
  return (
    <div className="empty">
      <FailureNotice failure={asked.error} />
      <Button className="button primary" onPress={() => asked.refetch()}>
        {t('retry')}
      </Button>
    </div>
  )
}
