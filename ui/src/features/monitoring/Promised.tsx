/** The promise as a finding: the sentence first, what it rests on after it. */
import type { MonitoringView } from '../../bindings/MonitoringView'
import { Rate } from '../../components/Rate'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { PlaceLink } from '../../location'

const SIGNS = { kept: '✓', open: '◌', broken: '▲' } as const

export function Promised({ view }: { view: MonitoringView }) {
  const t = useText()
  const { percent, count } = useFormat()
  const alpha = percent(view.promise_alpha)
  const parameters = { since: String(view.since_ms), word: 'engine' }
  return (
    <section className="promised" aria-label={t('monitoring-promise')}>
      <h2>{t('monitoring-promise')}</h2>
      <p className="sentence">
        <span className="promise-sign" data-finding={view.finding} aria-hidden="true">
          {SIGNS[view.finding]}
        </span>{' '}
        {t(`promise-finding-${view.finding}`, { alpha, judged: count(view.misroutes.n), n: view.misroutes.n })}
      </p>
      {view.misroutes.n > 0 && (
        <p>
          {t('monitoring-misroutes')} <Rate rate={view.misroutes} />{' '}
          {view.misrouted > 0 && (
            <PlaceLink to={{ screen: 'decisions', parameters: { ...parameters, judged: 'wrong' } }}>
              {t('monitoring-open-wrong', { count: view.misrouted })}
            </PlaceLink>
          )}{' '}
          {view.misroutes.n > view.misrouted && (
            <PlaceLink to={{ screen: 'decisions', parameters: { ...parameters, judged: 'right' } }}>
              {t('monitoring-open-right')}
            </PlaceLink>
          )}
        </p>
      )}
      <p>
        <PlaceLink to={{ screen: 'promise', parameters: {} }}>{t('monitoring-to-promise')}</PlaceLink>
      </p>
      <p className="quiet">
        {view.promise === 'valid'
          ? t('monitoring-promise-valid', { alpha })
          : view.labels_needed === null
            ? t('monitoring-promise-none', { alpha })
            : t('monitoring-promise-labels', { alpha, labels: count(view.labels_needed) })}
      </p>
    </section>
  )
}
