/** The screens there are for this person, with the counts that need someone. */
import { useEffect, useRef } from 'react'
import { useAppearance } from '../components/appearance'
import { useText } from '../locale'
import { useFormat } from '../locale/format'
import { type Screen, screenTextId } from './registry'
import type { Places } from './Screens'

export function Rail({ places }: { places: Places }) {
  const t = useText()
  return (
    <nav className="rail" aria-label={t('rail')}>
      {places.open.map(screen => (
        <RailLink
          key={screen.id}
          screen={screen}
          href={places.hrefOf(screen)}
          isCurrent={screen.id === places.current?.id}
        />
      ))}
    </nav>
  )
}

const useNothing = () => undefined

function RailLink({ screen, href, isCurrent }: { screen: Screen; href: string; isCurrent: boolean }) {
  const t = useText()
  const { count } = useFormat()
  const { scale } = useAppearance()
  const link = useRef<HTMLAnchorElement>(null)
  // In a narrow window, or with large letters, the rail is a line that is longer than the window.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in view changes with the size of the letters
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isCurrent, scale])
  const waiting = (screen.useCount ?? useNothing)() ?? 0
  const name = t(screenTextId(screen.id))
  const late = (screen.useLate ?? useNothing)() ?? 0
  const counted = waiting > 0 ? t('rail-waiting', { screen: name, count: waiting }) : undefined
  const said = counted && late > 0 ? t('rail-overdue', { waiting: counted, late }) : counted
  return (
    <a ref={link} href={href} aria-current={isCurrent ? 'page' : undefined} aria-label={said} title={said}>
      {name}{' '}
      {waiting > 0 && (
        <span className="count" data-late={late > 0 || undefined}>
          {count(waiting)}
        </span>
      )}
    </a>
  )
}
