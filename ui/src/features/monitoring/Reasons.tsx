/** Why the engine left decisions to people, most first. Each reason opens its decisions. */
import type { MonitoringView } from '../../bindings/MonitoringView'
import { Rate } from '../../components/Rate'
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
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t('filter-reason')}</th>
              <th scope="col">{t('monitoring-reasons-share')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('monitoring-open')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.reasons.map(({ reason, share }) => {
              const name = reasonName(localization, reason)
              return (
                <tr key={reason}>
                  <th scope="row">{name}</th>
                  <td>
                    <Rate rate={share} />
                  </td>
                  <td className="figure">
                    <PlaceLink
                      to={{ screen: 'decisions', parameters: { since, word: 'engine', reason } }}
                      aria-label={t('monitoring-open-of', { label: name })}
                    >
                      {t('monitoring-open')}
                    </PlaceLink>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}
