/**
 * Monitoring: what comes in, what waits, how long it takes, and whether the promise holds. Every figure opens the
 * decisions behind it. The figures are those of one moment until somebody renews them.
 */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Button } from 'react-aria-components'
import { monitoringQueries, useApi } from '../../api'
import type { MonitoringView } from '../../bindings/MonitoringView'
import { Asked } from '../../components/Asked'
import { Chart } from '../../components/Chart'
import { rateWords } from '../../components/chartWords'
import { FilterChoice } from '../../components/FilterChoice'
import { Keys } from '../../components/Keys'
import { SaveFigure } from '../../components/SaveFigure'
import { SPANS, sinceOf } from '../../components/spans'
import { useAsked } from '../../components/useAsked'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import { useParameters } from '../../location'
import { Breakers } from './Breakers'
import './monitoring.css'
import { Promised } from './Promised'
import { Reasons } from './Reasons'
import { Tile } from './Tile'

/** What is shown where the address asks for nothing. */
const USUAL = '7d'

export function Monitoring() {
  const t = useText()
  const api = useApi()
  const [parameters, change] = useParameters()
  const { askedMs, askAgain } = useAsked()
  const span = parameters.time || USUAL
  const words = useMemo(
    () =>
      rateWords(t, {
        title: t('monitoring-coverage-chart'),
        description: t('monitoring-coverage-chart-text'),
        row: t('monitoring-span'),
        rate: t('monitoring-coverage-rate'),
      }),
    [t],
  )
  const request = useMemo(() => ({ since_ms: sinceOf(span, askedMs) ?? 0, words }), [span, askedMs, words])
  const asked = useQuery(monitoringQueries.read(api, request))
  useShortcuts({ renew: askAgain })
  return (
    <div className="page monitoring">
      <header className="page-head">
        <h1>{t('screen-monitoring')}</h1>
        <search className="filters" aria-label={t('filter-time')}>
          <FilterChoice
            label={t('filter-time')}
            choices={Object.keys(SPANS).map(value => ({ value, title: t(`span-${value}`) }))}
            chosen={span}
            isRequired
            onChoose={time => change({ time })}
          />
          <Button className="button plain" onPress={askAgain}>
            <Keys of="renew" inButton />
            {t('monitoring-as-of', { time: useFormat().clock(askedMs, useNow()) })}
          </Button>
        </search>
      </header>
      <Asked query={asked}>
        {view => (
          <div className="monitoring-body" aria-busy={asked.isPlaceholderData || undefined}>
            <Promised view={view} />
            <Tiles view={view} />
            <Breakers />
            <div className="beside">
              <Reasons view={view} />
              {view.coverage_chart && (
                <section>
                  <Chart
                    chart={view.coverage_chart}
                    actions={
                      <SaveFigure
                        title={view.coverage_chart.title}
                        onSave={format => api.monitoring.save(request, format)}
                      />
                    }
                  />
                </section>
              )}
            </div>
          </div>
        )}
      </Asked>
    </div>
  )
}

function Tiles({ view }: { view: MonitoringView }) {
  const t = useText()
  const { count, share, duration, distance, clock } = useFormat()
  const now = useNow()
  const since = String(view.since_ms)
  const own = { since, word: 'engine' }
  const { value, low, high } = view.coverage
  return (
    <section className="tiles" aria-label={t('monitoring-figures')}>
      <Tile
        label={t('monitoring-coverage')}
        figure={value === null ? null : t('rate-percent', { share: share(value) })}
        more={
          value === null ? '' : t('monitoring-interval', { low: share(low), high: share(high), n: count(view.decided) })
        }
        to={{ screen: 'decisions', parameters: { ...own, verdict: 'automatic' } }}
      />
      <Tile
        label={t('monitoring-throughput')}
        figure={count(view.decided)}
        more={t('monitoring-received', { received: count(view.received), undecided: count(view.undecided) })}
        to={{ screen: 'decisions', parameters: own }}
      />
      <Tile
        label={t('monitoring-waiting')}
        figure={count(view.waiting)}
        more={
          view.oldest_since_ms === null
            ? t('monitoring-waiting-none')
            : t('monitoring-waiting-oldest', {
                oldest: distance(view.oldest_since_ms, now),
                due: view.next_due_ms === null ? '' : clock(view.next_due_ms, now),
              })
        }
        to={{ screen: 'review', parameters: {} }}
        opens={t('monitoring-open-review')}
      />
      <Tile
        label={t('monitoring-overdue')}
        figure={count(view.overdue)}
        isWarning={view.overdue > 0}
        more={t('monitoring-overdue-text')}
        to={{ screen: 'review', parameters: { due: 'overdue' } }}
        opens={t('monitoring-open-review')}
      />
      <Tile
        label={t('monitoring-answering')}
        figure={view.answering === null ? null : duration(view.answering.median_ms)}
        more={
          view.answering === null
            ? ''
            : t('monitoring-times', { p95: duration(view.answering.p95_ms), n: count(view.answering.n) })
        }
        to={{ screen: 'decisions', parameters: { since, verdict: 'person' } }}
      />
      <Tile
        label={t('monitoring-latency')}
        figure={view.latency === null ? null : quick(view.latency.median_ms, t('milliseconds'), duration)}
        more={
          view.latency === null
            ? ''
            : t('monitoring-times', {
                p95: quick(view.latency.p95_ms, t('milliseconds'), duration),
                n: count(view.latency.n),
              })
        }
        to={{ screen: 'decisions', parameters: own }}
      />
    </section>
  )
}

/** A time that may be shorter than a second. */
function quick(ms: number, unit: string, duration: (ms: number) => string): string {
  return ms < 1_000 ? `${ms} ${unit}` : duration(ms)
}
