/** Everything that fixes the decision: with it, anybody who holds the workspace can make it again. */
import type { DecisionDetailView } from '../../bindings/DecisionDetailView'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { PlaceLink } from '../../location'
import { Facts } from './Detail'

export function Lineage({ detail }: { detail: DecisionDetailView }) {
  const t = useText()
  const { count, stamp, probability } = useFormat()
  const { decision, segments } = detail
  const { lineage } = decision
  const version = (text: string) => <code title={text}>{text.slice(0, 8)}</code>
  const filtered = (name: string, value: string) => (
    <PlaceLink
      to={{ screen: 'decisions', parameters: { [name]: value } }}
      aria-label={`${value.slice(0, 8)}: ${t(`lineage-all-${name}`)}`}
    >
      {version(value)}
    </PlaceLink>
  )
  return (
    <section className="decision-part" aria-label={t('decision-lineage')}>
      <h3>{t('decision-lineage')}</h3>
      <Facts
        facts={[
          ['lineage-event', <code key="event">{decision.event_id}</code>],
          ['lineage-decision', <code key="id">{decision.decision_id}</code>],
          ['lineage-happened', stamp(detail.event_at_ms)],
          ['lineage-received', stamp(detail.received_at_ms)],
          ['lineage-model', lineage.model_version ? filtered('model', lineage.model_version) : t('lineage-no-model')],
          ['lineage-policy', filtered('policy', lineage.routing_policy_version)],
          ['lineage-taxonomy', version(lineage.taxonomy_version)],
          ['lineage-features', <code key="features">{lineage.feature_set_version}</code>],
          ['lineage-recognizers', <code key="recognizers">{lineage.recognizer_version}</code>],
          ['lineage-contacts', count(lineage.earlier_contacts)],
          ['lineage-unlike', decision.out_of_scope_score === null ? null : probability(decision.out_of_scope_score)],
          ['lineage-segments', segments.map(each => each.replace('=', ': ')).join(' · ')],
        ]}
      />
    </section>
  )
}
