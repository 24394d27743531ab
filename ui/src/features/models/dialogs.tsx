/** What changes who is live: asking for a release, taking one back, going on after a pause. Each for a reason. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { keys, queries, useApi } from '../../api'
import type { ModelStandingView } from '../../bindings/ModelStandingView'
import type { RollBackPlanView } from '../../bindings/RollBackPlanView'
import { EvidenceFigure } from '../../components/Evidence'
import { FailureNotice } from '../../components/FailureNotice'
import { ReasonDialog } from '../../components/ReasonDialog'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'

interface Props {
  isOpen: boolean
  onClose: () => void
}

export function AskPromotion({ isOpen, onClose, candidate }: Props & { candidate: ModelStandingView }) {
  const t = useText()
  const api = useApi()
  const client = useQueryClient()
  const doubtful = candidate.evidence.filter(each => each.finding === 'fail' || each.finding === 'too_little_data')
  const send = async (reason: string) => {
    await api.models.request(candidate.version, reason)
    await client.invalidateQueries({ queryKey: keys.models })
  }
  return (
    <ReasonDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('ask-title', { version: candidate.version_short })}
      label={t('ask-reason')}
      action={t('ask-action')}
      onSend={send}
    >
      <p>{t('ask-text')}</p>
      {doubtful.length > 0 && (
        <div className="notice" data-tone="warning">
          <p>{t('ask-doubtful')}</p>
          <ul className="doubtful">
            {doubtful.map(each => (
              <li key={each.item.kind}>
                <strong>{t(`evidence-${each.item.kind}`)}</strong>
                <EvidenceFigure evidence={each} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </ReasonDialog>
  )
}

export function RollBack({ isOpen, onClose }: Props) {
  const t = useText()
  const api = useApi()
  const client = useQueryClient()
  const { data, error } = useQuery({ ...queries.rollBackPlan(api), enabled: isOpen })
  const send = async (reason: string) => {
    await api.models.rollBack(reason)
    await client.invalidateQueries({ queryKey: keys.models })
  }
  return (
    <ReasonDialog
      isOpen={isOpen}
      onClose={onClose}
      title={data ? t('roll-back-title', { version: data.bad_short }) : t('roll-back')}
      label={t('roll-back-reason')}
      action={t('roll-back-action')}
      isDanger
      isWaiting={!data}
      onSend={send}
    >
      {error ? <FailureNotice failure={error} /> : <Plan plan={data} />}
    </ReasonDialog>
  )
}

/** What it will do, in numbers. The place of each line stands before the figures are there. */
function Plan({ plan }: { plan: RollBackPlanView | undefined }) {
  const t = useText()
  const { count } = useFormat()
  if (!plan) {
    return (
      <div className="plan" aria-busy="true">
        <p className="quiet">{t('roll-back-counting')}</p>
      </div>
    )
  }
  return (
    <ul className="plan">
      <li>
        {plan.restores_short === null
          ? t('roll-back-restores-none')
          : t('roll-back-restores', { version: plan.restores_short })}
      </li>
      <li>{t('roll-back-unreleased', { count: plan.unreleased, figure: count(plan.unreleased) })}</li>
      <li>{t('roll-back-released', { count: plan.released, figure: count(plan.released) })}</li>
      {plan.released > 0 && (
        <li className="of-those">
          {t('roll-back-flipped', {
            count: plan.flipped,
            figure: count(plan.flipped),
            standing: count(plan.standing),
          })}
        </li>
      )}
      <li>{t('roll-back-pauses')}</li>
    </ul>
  )
}

export function Resume({ isOpen, onClose }: Props) {
  const t = useText()
  const api = useApi()
  const client = useQueryClient()
  const send = async (reason: string) => {
    await api.models.resume(reason)
    await client.invalidateQueries({ queryKey: keys.models })
  }
  return (
    <ReasonDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('resume-title')}
      label={t('resume-reason')}
      action={t('resume-action')}
      onSend={send}
    >
      <p>{t('resume-text')}</p>
    </ReasonDialog>
  )
}
