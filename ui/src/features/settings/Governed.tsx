/** What holds for everybody: where rows are taken from, and what the policy sets, which changes with two people. */
import { useQuery } from '@tanstack/react-query'
import { queries, useApi } from '../../api'
import { Asked } from '../../components/Asked'
import { useMay } from '../../components/person'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { PlaceLink } from '../../location'

export function Governed() {
  const t = useText()
  const api = useApi()
  const may = useMay()
  const { percent, duration } = useFormat()
  const policy = useQuery({ ...queries.policy(api), enabled: may('policy_read') })
  const { data: sources } = useQuery(queries.sources(api))
  if (!may('policy_read')) return null
  return (
    <section aria-labelledby="governed">
      <h2 id="governed">{t('governed-title')}</h2>
      <p>
        {t('workspace-policy')}{' '}
        <PlaceLink to={{ screen: 'policy', parameters: {} }}>{t('workspace-policy-link')}</PlaceLink>
      </p>
      <Asked query={policy}>
        {board => (
          <table className="rows governed" aria-labelledby="governed">
            <tbody>
              <tr>
                <th scope="row">{t('governed-budget')}</th>
                <td>
                  {t('policy-promise-text', { alpha: percent(board.alpha), confidence: percent(board.confidence) })}
                </td>
              </tr>
              <tr>
                <th scope="row">{t('governed-hold-back')}</th>
                <td>{t('policy-hold-back', { time: duration(board.hold_back_ms) })}</td>
              </tr>
              <tr>
                <th scope="row">{t('governed-sample')}</th>
                <td>{t('policy-audit', { share: percent(board.audit_share) })}</td>
              </tr>
              {board.queues.map(({ queue, title, sla_ms }) => (
                <tr key={queue}>
                  <th scope="row">{t('governed-queue', { queue: title })}</th>
                  <td>{t('governed-within', { time: duration(sla_ms) })}</td>
                </tr>
              ))}
              {sources && (
                <tr>
                  <th scope="row">{t('governed-folder')}</th>
                  <td>
                    <code>{sources.watched_folder}</code>
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        )}
      </Asked>
    </section>
  )
}
