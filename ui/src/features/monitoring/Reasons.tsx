/** Why the engine left decisions to people, most first. Each reason opens its decisions. */
import type { MonitoringView } from '../../bindings/MonitoringView'
import { Rate } from '../../components/Rate'
import { Rows } from '../../components/Rows'
import { reasonName } from '../../components/reasons'
import { useLocalization } from '../../locale'
import { PlaceLink } from '../../location'

export function Reasons({ view }: { view: MonitoringView }) {
  const localization = useLocalization()
  const { t } = localization
  const since = String(view.since_ms)
  return (
    <section aria-label={t('monitoring-reasons')}>
      <h2>{t('monitoring-reasons')}</h2>
      {view.reasons.length === 0 ? (
        <p className="quiet">{t('monitoring-reasons-none')}</p>
      ) : (
        <Rows
          rows={view.reasons}
          keyOf={({ reason }) => reason}
          columns={[
            { title: t('filter-reason'), isHead: true, cell: ({ reason }) => reasonName(localization, reason) },
            { title: t('monitoring-reasons-share'), cell: ({ share }) => <Rate rate={share} /> },
            {
              title: t('monitoring-open'),
              isTitleHidden: true,
              isFigure: true,
              cell: ({ reason }) => (
                <PlaceLink
                  to={{ screen: 'decisions', parameters: { since, word: 'engine', reason } }}
                  aria-label={t('monitoring-open-of', {
                    opens: t('monitoring-open'),
                    label: reasonName(localization, reason),
                  })}
                >
                  {t('monitoring-open')}
                </PlaceLink>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}
