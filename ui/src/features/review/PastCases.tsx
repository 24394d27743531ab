/**
 * What is behind a count beside the item: the cases themselves. They lie over the screen, so that the reviewer stays
 * before the item, and Escape or the key that opened them leads back to it.
 */
import { useQuery } from '@tanstack/react-query'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { queries, useApi } from '../../api'
import type { PastCaseView } from '../../bindings/PastCaseView'
import { readable } from '../../components/entities'
import { FailureNotice } from '../../components/FailureNotice'
import { Keys, Written } from '../../components/Keys'
import { Reading } from '../../components/Reading'
import { useLocalization, useText } from '../../locale'
import { useFormat } from '../../locale/format'

export type Past = 'similar' | 'history'

interface Props {
  itemId: string
  which: Past
  /** The count that it opens. */
  said: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

export function PastCases({ itemId, which, said, isOpen, onOpenChange }: Props) {
  const t = useText()
  const title = t(`past-${which}`)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button className="button plain past-open">
        <span>{said}</span>
        <Keys of={which} inButton />
      </Button>
      <Popover className="popover past" placement="left top">
        <Dialog aria-label={title}>
          {({ close }) => (
            <>
              <header>
                <h3>{title}</h3>
                <Button className="button plain" autoFocus onPress={close}>
                  <Written keys={['Esc']} isUnread />
                  {t('close')}
                </Button>
              </header>
              <Cases itemId={itemId} which={which} />
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Cases({ itemId, which }: { itemId: string; which: Past }) {
  const t = useText()
  const { data, error } = useQuery(queries.reviewPast(useApi(), itemId, which))
  if (error) return <FailureNotice failure={error} />
  if (!data) return <Reading />
  if (data.cases.length === 0) return <p className="quiet">{t('past-none')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <ol tabIndex={0} aria-label={t(`past-${which}`)}>
      {data.cases.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is read once and has no ids
        <Case key={at} of={each} />
      ))}
    </ol>
  )
}

function Case({ of }: { of: PastCaseView }) {
  const localization = useLocalization()
  const { t } = localization
  const { stamp } = useFormat()
  return (
    <li>
      <p>
        <strong>{t(`past-outcome-${of.outcome}`, { title: of.intent_title ?? '' })}</strong>
      </p>
      <p className="text">{of.text === '' ? t('past-no-text') : readable(localization, of.text)}</p>
      <p className="quiet">
        {stamp(of.at_ms)} · {t(`channel-${of.channel}`)}
      </p>
    </li>
  )
}
