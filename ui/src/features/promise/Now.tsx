/** What is promised now: the sentence, what the labels say, what the random sample has shown, and each part by itself. */
import type { PromisePartView } from '../../bindings/PromisePartView'
import type { PromiseView } from '../../bindings/PromiseView'
import type { WatchView } from '../../bindings/WatchView'
import { Rate } from '../../components/Rate'
import { Rows } from '../../components/Rows'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { PlaceLink } from '../../location'
import { useNames } from './names'

const SIGNS = { valid: '✓', none: '○', withdrawn: '▲' } as const

export function Now({ promise }: { promise: PromiseView }) {
  const t = useText()
  const { percent } = useFormat()
  const { per } = useNames()
  const said = { alpha: percent(promise.alpha), confidence: percent(1 - promise.delta), per: per(promise.per) }
  return (
    <>
      <section className="promised-now" aria-label={t('promise-now')}>
        <p className="sentence">
          <span className="promise-sign" data-promise={promise.state} aria-hidden="true">
            {SIGNS[promise.state]}
          </span>{' '}
          {t(`promise-now-${promise.state}`, said)}
        </p>
        {promise.state === 'none' && <Lacking parts={promise.parts} />}
        <p>
          <PlaceLink to={{ screen: 'policy', parameters: {} }}>{t('promise-to-policy')}</PlaceLink>{' '}
          <PlaceLink to={{ screen: 'models', parameters: {} }}>
            {t('promise-to-models', { version: promise.model_version_short })}
          </PlaceLink>
        </p>
      </section>
      <div className="promise-grounds">
        <section>
          <h2>{t('promise-by-labels')}</h2>
          <dl className="promise-figures">
            <div>
              <dt>{t('promise-decided')}</dt>
              <dd>
                <Rate rate={promise.coverage} />
              </dd>
            </div>
            <div>
              <dt>{t('promise-wrong')}</dt>
              <dd>
                <Rate rate={promise.wrong} />
              </dd>
            </div>
          </dl>
          <p className="quiet">{t(`promise-basis-${promise.basis}`)}</p>
        </section>
        <Sample watch={promise.watch} />
      </div>
      <Parts promise={promise} />
    </>
  )
}

/** How many labels would do, where nothing keeps the promise. */
function Lacking({ parts }: { parts: PromisePartView[] }) {
  const t = useText()
  const { count } = useFormat()
  const needed = parts.flatMap(({ labels_needed }) => labels_needed ?? [])
  if (needed.length === 0) return <p>{t('promise-needs-none')}</p>
  return <p>{t(parts.length === 1 ? 'promise-needs' : 'promise-needs-part', { labels: count(Math.min(...needed)) })}</p>
}

/** What people found in the random sample of automatic decisions. */
function Sample({ watch }: { watch: WatchView }) {
  const t = useText()
  const { count, share } = useFormat()
  return (
    <section>
      <h2>{t('promise-by-sample')}</h2>
      {watch.answers === 0 ? (
        <p>{t('promise-sample-none')}</p>
      ) : (
        <dl className="promise-figures">
          <div>
            <dt>{t('promise-sample-wrong', { n: watch.answers, answers: count(watch.answers) })}</dt>
            <dd>
              {count(watch.wrong)}{' '}
              <span className="quiet">
                {t('promise-sample-interval', { low: share(watch.low), high: share(watch.high) })}
              </span>
            </dd>
          </div>
          <div>
            <dt>{t('promise-sample-evidence')}</dt>
            <dd>{t('rate-percent', { share: share(watch.evidence) })}</dd>
          </div>
        </dl>
      )}
      <p className="quiet">{t('promise-sample-text')}</p>
    </section>
  )
}

/** Each part that has a threshold of its own. */
function Parts({ promise: { parts, per } }: { promise: PromiseView }) {
  const t = useText()
  const { count, threshold: written, share } = useFormat()
  const { part } = useNames()
  return (
    <section>
      <h2>{t('promise-parts')}</h2>
      <Rows
        rows={parts}
        keyOf={({ name }) => name ?? ''}
        columns={[
          {
            title: t('promise-column-part'),
            isHead: true,
            cell: ({ name }) =>
              name === null ? t(parts.length === 1 ? 'promise-all' : 'promise-rest') : part(per, name),
          },
          {
            title: t('promise-column-threshold'),
            cell: ({ threshold, labels_needed }) => {
              if (threshold !== null) return written(threshold)
              return labels_needed === null
                ? t('promise-nothing')
                : t('promise-nothing-labels', { labels: count(labels_needed) })
            },
          },
          { title: t('promise-column-decided'), cell: ({ coverage }) => <Rate rate={coverage} /> },
          { title: t('promise-column-wrong-count'), isFigure: true, cell: ({ wrong }) => count(wrong) },
          {
            title: t('promise-column-bound'),
            isFigure: true,
            cell: ({ threshold, upper_bound }) =>
              threshold === null ? '–' : t('rate-percent', { share: share(upper_bound) }),
          },
        ]}
      />
    </section>
  )
}
