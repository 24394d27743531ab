/** What was decided about the event, one after the other, and whether it has left. The last one holds. */
import { Button } from 'react-aria-components'
import type { DecisionDetailView } from '../../bindings/DecisionDetailView'
import type { RevisionView } from '../../bindings/RevisionView'
import { reasonName } from '../../components/reasons'
import { useLocalization, useText } from '../../locale'
import { useFormat } from '../../locale/format'

interface Props {
  detail: DecisionDetailView
  onOpen: (decisionId: string) => void
}

export function Revisions({ detail, onOpen }: Props) {
  const t = useText()
  const { decision, revisions } = detail
  const holds = revisions.at(-1)?.decision_id
  return (
    <section className="decision-part" aria-label={t('decision-revisions')}>
      <h3>{t('decision-revisions')}</h3>
      <ol className="revisions">
        {revisions.map(revision => (
          <li key={revision.decision_id} data-current={revision.decision_id === decision.decision_id || undefined}>
            <Revision revision={revision} />
            {revision.decision_id === holds && <span className="quiet">{t('revision-holds')}</span>}
            {revision.decision_id !== decision.decision_id && (
              <Button
                className="button plain"
                aria-label={t('revision-open', { number: revision.revision })}
                onPress={() => onOpen(revision.decision_id)}
              >
                {t('open')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <p className="quiet">{t(`outbox-${decision.outbox ?? 'none'}`)}</p>
    </section>
  )
}

function Revision({ revision }: { revision: RevisionView }) {
  const localization = useLocalization()
  const { t } = localization
  const { stamp, moment } = useFormat()
  const outcome = revision.reason ? reasonName(localization, revision.reason) : t(`verdict-${revision.verdict}`)
  return (
    <>
      <time className="quiet" title={moment(revision.decided_at_ms)}>
        {stamp(revision.decided_at_ms)}
      </time>
      <span>
        {revision.intent_title ?? t('decision-no-intent')} · {revision.by ?? outcome}
      </span>
    </>
  )
}
