/**
 * Approvals: what somebody asked for and may not do alone. The second person reads the reason and the evidence, then says
 * yes or no; who asked is told that it cannot be them.
 */
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { queries, useApi } from '../../api'
import type { ApprovalCaseView } from '../../bindings/ApprovalCaseView'
import { Asked } from '../../components/Asked'
import { Difference } from '../../components/Difference'
import { EvidenceFigure, EvidenceRule } from '../../components/Evidence'
import { readable, useReadable } from '../../components/entities'
import { FailureNotice } from '../../components/FailureNotice'
import { Moment } from '../../components/Moment'
import { Rows } from '../../components/Rows'
import { useLocalization, useText } from '../../locale'
import './approvals.css'

export function Approvals() {
  const t = useText()
  const asked = useQuery(queries.approvals(useApi()))
  return (
    <div className="page approvals">
      <header className="page-head">
        <h1>{t('screen-approvals')}</h1>
      </header>
      <Asked query={asked}>{({ approvals }) => <Cases approvals={approvals} />}</Asked>
    </div>
  )
}

function Cases({ approvals }: { approvals: ApprovalCaseView[] }) {
  const t = useText()
  const waiting = approvals.filter(each => each.state === 'pending')
  const decided = approvals.filter(each => each.state !== 'pending')
  return (
    <>
      {waiting.length === 0 && (
        <div className="nothing">
          <h2>{t('approvals-none-title')}</h2>
          <p className="quiet">{t('approvals-none-text')}</p>
        </div>
      )}
      {waiting.map(each => (
        <Case key={each.approval_id} approval={each} />
      ))}
      {decided.length > 0 && <Decided approvals={decided} />}
    </>
  )
}

function Case({ approval }: { approval: ApprovalCaseView }) {
  const t = useText()
  const api = useApi()
  const approving = useMutation({ mutationFn: () => api.approvals.approve(approval.approval_id) })
  const refusing = useMutation({ mutationFn: () => api.approvals.refuse(approval.approval_id) })
  const failed = approving.error ?? refusing.error
  const reason = useReadable(approval.reason)
  const busy = approving.isPending || refusing.isPending
  const title = t(`approval-${approval.kind}`, { subject: approval.subject_short })
  return (
    <section className="case" aria-label={title}>
      <h2>{title}</h2>
      <p className="quiet">
        {t('approval-asked', { by: approval.requested_by })} <Moment at={approval.requested_at_ms} />
      </p>
      {reason && <blockquote>{reason}</blockquote>}
      {approval.kind === 'promotion' && <PromotionEvidence subject={approval.subject} />}
      {approval.kind === 'policy' && approval.replaces !== null && (
        <PolicyDifference from={approval.replaces} to={approval.subject} />
      )}
      {failed && <FailureNotice failure={failed} />}
      {approval.bar === null ? (
        <div className="actions">
          <Button className="button primary" isDisabled={busy} onPress={() => approving.mutate()}>
            {t(`approval-${approval.kind}-approve`)}
          </Button>
          <Button className="button" isDisabled={busy} onPress={() => refusing.mutate()}>
            {t('approval-refuse')}
          </Button>
        </div>
      ) : (
        <p className="bar">{t(`approval-bar-${approval.bar}`)}</p>
      )}
    </section>
  )
}

function PromotionEvidence({ subject }: { subject: string }) {
  const t = useText()
  const { data } = useQuery(queries.models(useApi()))
  const model = data && [data.champion, ...data.others].find(each => each?.version === subject)
  if (!model) return null
  return (
    <dl className="evidence-list">
      {model.evidence.map(evidence => (
        <div key={evidence.item.kind}>
          <dt>
            {t(`evidence-${evidence.item.kind}`)}
            <EvidenceRule kind={evidence.item.kind} items={[evidence]} />
          </dt>
          <dd>
            <EvidenceFigure evidence={evidence} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function PolicyDifference({ from, to }: { from: string; to: string }) {
  const { data, error } = useQuery(queries.policyDiff(useApi(), from, to))
  if (error) return <FailureNotice failure={error} />
  return data ? <Difference lines={data.lines} /> : null
}

function Decided({ approvals }: { approvals: ApprovalCaseView[] }) {
  const localization = useLocalization()
  const { t } = localization
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">{t('approvals-decided')}</h2>
      <Rows
        rows={approvals}
        keyOf={({ approval_id }) => approval_id}
        columns={[
          {
            title: t('approvals-what'),
            cell: ({ kind, subject_short }) => t(`approval-${kind}`, { subject: subject_short }),
          },
          {
            title: t('approvals-asked'),
            cell: ({ requested_by, requested_at_ms }) => (
              <>
                {requested_by}, <Moment at={requested_at_ms} />
              </>
            ),
          },
          {
            title: t('approvals-outcome'),
            cell: ({ state, decided_by, decided_at_ms }) => (
              <>
                {t(`approval-${state}`, { by: decided_by ?? '' })}
                {decided_at_ms !== null && (
                  <>
                    , <Moment at={decided_at_ms} />
                  </>
                )}
              </>
            ),
          },
          {
            title: t('approvals-reason'),
            look: () => ({ className: 'quiet' }),
            cell: ({ reason }) => reason && readable(localization, reason),
          },
        ]}
      />
    </section>
  )
}
