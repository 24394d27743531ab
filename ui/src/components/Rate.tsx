/** A share as it must be shown: with its interval and the cases it rests on. */
import type { RateView } from '../bindings/RateView'
import { useText } from '../locale'
import { useFormat } from '../locale/format'

interface Props {
  rate: RateView
  /** A difference of shares: with its sign, in percentage points. */
  isGain?: boolean
  /** The cases stand beside it already. */
  withoutN?: boolean
}

export function Rate({ rate, isGain = false, withoutN = false }: Props) {
  const t = useText()
  const { share, points, count } = useFormat()
  const written = isGain ? points : share
  if (rate.value === null) return <span className="rate quiet">{t('rate-unknown')}</span>
  const interval = { low: written(rate.low), high: written(rate.high) }
  return (
    <span className="rate">
      {isGain ? t('rate-points', { points: points(rate.value) }) : t('rate-percent', { share: share(rate.value) })}{' '}
      <span className="quiet">
        {t('rate-interval', interval)}
        {!withoutN && ` · ${t('rate-n', { n: count(rate.n) })}`}
      </span>
    </span>
  )
}
