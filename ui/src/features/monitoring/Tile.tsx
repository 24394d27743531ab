/** A figure with what it is of; it opens the rows behind it. */
import { useText } from '../../locale'
import { type Place, PlaceLink } from '../../location'

interface Props {
  label: string
  /** Absent: not known yet. */
  figure: string | null
  /** Interval, cases, what belongs to it. */
  more: string
  to: Place
  /** What the link leads to, where it is not decisions. */
  opens?: string
  isWarning?: boolean
}

export function Tile({ label, figure, more, to, opens, isWarning = false }: Props) {
  const t = useText()
  const seen = opens ?? t('monitoring-open')
  return (
    <div className="tile" data-warning={isWarning || undefined}>
      <h3>{label}</h3>
      {figure === null ? (
        <p className="tile-figure quiet">{t('rate-unknown')}</p>
      ) : (
        <p className="tile-figure">{figure}</p>
      )}
      <p className="quiet">{more}</p>
      <PlaceLink to={to} className="tile-link" aria-label={t('monitoring-open-of', { opens: seen, label })}>
        {seen}
      </PlaceLink>
    </div>
  )
}
