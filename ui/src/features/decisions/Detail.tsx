/** One decision: what was decided and why, the text with what drove it, its lineage, and what became of it. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { decisionQueries, useApi } from '../../api'
import type { DecisionDetailView } from '../../bindings/DecisionDetailView'
import { Conversation } from '../../components/Conversation'
import { useReadable } from '../../components/entities'
import { FailureNotice } from '../../components/FailureNotice'
import { reasonText } from '../../components/reasons'
import { useLocalization, useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { Lineage } from './Lineage'
import { Replay } from './Replay'
import { Revisions } from './Revisions'

interface Props {
  decisionId: string
  onOpen: (decisionId: string) => void
}

export function Detail({ decisionId, onOpen }: Props) {
  const t = useText()
  const { data, error, isPlaceholderData } = useQuery(decisionQueries.opened(useApi(), decisionId))
  if (error && !data) {
    return (
      <article className="decision" aria-label={t('decision')}>
        <FailureNotice failure={error} />
      </article>
    )
  }
  if (!data) return <article className="decision" aria-label={t('decision')} aria-busy="true" />
  return (
    <article className="decision" aria-label={t('decision')} aria-busy={isPlaceholderData || undefined}>
      <Head detail={data} />
      {data.turns ? (
        <Conversation turns={data.turns} />
      ) : (
        <p className="quiet no-text">{t('decision-no-text-right')}</p>
      )}
      <div className="decision-facts">
        <Why detail={data} />
        <div className="decision-column">
          <Revisions detail={data} onOpen={onOpen} />
          {data.can_replay && <Replay key={data.decision.decision_id} decisionId={data.decision.decision_id} />}
        </div>
        <Lineage detail={data} />
      </div>
    </article>
  )
}

function Head({ detail }: { detail: DecisionDetailView }) {
  const { t, has } = useLocalization()
  const { moment } = useFormat()
  const { decision, titles, channel } = detail
  return (
    <header className="decision-header">
      <h2>{titles[0]?.title ?? t('decision-no-intent')}</h2>
      <span className="outcome" data-verdict={decision.verdict}>
        {t(`verdict-${decision.verdict}`)}
      </span>
      <span>{has(`channel-${channel}`) ? t(`channel-${channel}`) : channel}</span>
      <span className="quiet">{moment(decision.decided_at_ms)}</span>
    </header>
  )
}

/** The outcome as a sentence, then the figures that it rests on. */
function Why({ detail }: { detail: DecisionDetailView }) {
  const t = useText()
  const { probability, count } = useFormat()
  const { decision, titles, suggestion } = detail
  const comment = useReadable(detail.comment)
  const title = (intent: string) => titles.find(({ value }) => value === intent)?.title ?? intent
  return (
    <section className="decision-part" aria-label={t('decision-why')}>
      <h3>{t('decision-why')}</h3>
      <p className="outcome-sentence">
        <Outcome detail={detail} />
      </p>
      {suggestion?.right_of_100 != null && (
        <p>{t('right-of-100', { right: count(suggestion.right_of_100), n: count(suggestion.n) })}</p>
      )}
      {decision.verdict !== 'person' && decision.candidates.length > 0 && (
        <table className="plain-table candidates">
          <caption className="visually-hidden">{t('decision-candidates')}</caption>
          <tbody>
            {decision.candidates.map(({ intent, probability: value }) => (
              <tr key={intent}>
                <th scope="row">{title(intent)}</th>
                <td>{probability(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Facts
        facts={[
          ['decision-rule', <code key="rule">{decision.route.rule}</code>],
          ['decision-queue', detail.queue_title],
          ['decision-action', decision.route.action ?? t('decision-action-none')],
          ['decision-comment', comment],
        ]}
      />
    </section>
  )
}

/** Who decided, and the reason in a sentence. */
function Outcome({ detail }: { detail: DecisionDetailView }) {
  const localization = useLocalization()
  const { t } = localization
  const { threshold } = useFormat()
  const { decision, revisions } = detail
  const by = revisions.find(({ decision_id }) => decision_id === decision.decision_id)?.by
  if (decision.verdict === 'person') return by ? t('outcome-person', { by }) : t('outcome-restored')
  if (decision.verdict === 'abstained') return reasonText(localization, decision.reason)
  if (decision.threshold === null || decision.probability === null) return t('outcome-automatic')
  return t('outcome-above', {
    probability: threshold(decision.probability),
    threshold: threshold(decision.threshold),
  })
}

/** Names and values, those without a value left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const t = useText()
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([id, value]) => (
          <div key={id}>
            <dt>{t(id)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
