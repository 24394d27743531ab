/**
 * Fairness: whether automatic routing differs by what the law protects. Every attribute with its verdict at the left; one
 * of them as a finding at the right: the sentence first, then the charts, their tables, and how it was done.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Button } from 'react-aria-components'
import { decisionQueries, fairnessKeys, fairnessQueries, useApi } from '../../api'
import type { FairnessAuditRequest } from '../../bindings/FairnessAuditRequest'
import type { FindingView } from '../../bindings/FindingView'
import { FailureNotice } from '../../components/FailureNotice'
import { FilterChoice } from '../../components/FilterChoice'
import { Keys } from '../../components/Keys'
import { Reading } from '../../components/Reading'
import { SPANS, sinceOf } from '../../components/spans'
import { useAsked } from '../../components/useAsked'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import { hrefOf, PlaceLink, useParameters } from '../../location'
import { Finding } from './Finding'
import './fairness.css'
import { Verdict } from './Verdict'
import { useAttributeName } from './words'

export function Fairness() {
  const t = useText()
  const [parameters, change] = useParameters()
  const { askedMs, askAgain } = useAsked()
  const { time, model } = parameters
  const audit: FairnessAuditRequest = useMemo(
    () => ({ since_ms: sinceOf(time, askedMs) ?? null, model: model || null }),
    [time, model, askedMs],
  )
  const { data, error, refetch, isPlaceholderData, dataUpdatedAt } = useQuery(fairnessQueries.overview(useApi(), audit))
  const findings = data?.findings ?? []
  const current = findings.find(({ attribute }) => attribute === parameters.attribute) ?? findings[0]
  const at = current ? findings.indexOf(current) : -1
  const open = (to: FindingView | undefined) => to && change({ attribute: to.attribute })
  const renew = () => {
    askAgain()
    refetch()
  }
  useShortcuts({ next: () => open(findings[at + 1]), previous: () => open(findings[at - 1]) })
  return (
    <div className="fairness">
      <header className="fairness-head">
        <h1>{t('screen-fairness')}</h1>
        <Choices />
        {data && <AsOf key={JSON.stringify(audit)} audit={audit} atMs={dataUpdatedAt} n={data.n} onRenew={renew} />}
      </header>
      {error && !data && (
        <div className="empty">
          <FailureNotice failure={error} />
          <Button className="button primary" onPress={() => refetch()}>
            {t('retry')}
          </Button>
        </div>
      )}
      {!data && !error && <Reading />}
      {data && findings.length === 0 && <Nothing />}
      {current && (
        <div className="fairness-body" aria-busy={isPlaceholderData || undefined}>
          <nav className="attributes" aria-label={t('fairness-attributes')}>
            <ul>
              {findings.map(finding => (
                <Attribute key={finding.attribute} finding={finding} isCurrent={finding === current} />
              ))}
            </ul>
          </nav>
          <Finding key={current.attribute} audit={audit} attribute={current.attribute} />
        </div>
      )}
    </div>
  )
}

/** The span of time and the model that are audited. */
function Choices() {
  const t = useText()
  const { stamp } = useFormat()
  const [parameters, change] = useParameters()
  const { data: options } = useQuery(decisionQueries.options(useApi()))
  const models = options?.models.map(({ version, short, since_ms }) => ({
    value: version,
    title: t('filter-version', { version: short, since: stamp(since_ms) }),
  }))
  return (
    <search className="filters" aria-label={t('fairness-choices')}>
      <FilterChoice
        label={t('filter-time')}
        choices={Object.keys(SPANS).map(value => ({ value, title: t(`span-${value}`) }))}
        chosen={parameters.time ?? ''}
        onChoose={time => change({ time })}
      />
      <FilterChoice
        label={t('filter-model')}
        choices={models ?? []}
        chosen={parameters.model ?? ''}
        onChoose={model => change({ model })}
      />
    </search>
  )
}

/**
 * Of how many, and as of when: the figures stay as they are read until somebody renews them. Looking is no act and leaves
 * no trace; who answers for what was found enters it in the ledger. The figures are taken anew for it, and the screen
 * then shows those that were entered.
 */
function AsOf({
  audit,
  atMs,
  n,
  onRenew,
}: {
  audit: FairnessAuditRequest
  atMs: number
  n: number
  onRenew: () => void
}) {
  const t = useText()
  const { clock, count } = useFormat()
  const now = useNow()
  const api = useApi()
  const queries = useQueryClient()
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: () => api.fairness.audit(audit),
    onSuccess: found => {
      queries.setQueryData(fairnessQueries.overview(api, audit).queryKey, found)
      queries.invalidateQueries({ queryKey: fairnessKeys.opened })
    },
  })
  const enter = () => isPending || n === 0 || mutate()
  const renew = () => {
    reset()
    onRenew()
  }
  useShortcuts({ renew, 'enter-audit': enter })
  return (
    <div className="as-of">
      <p className="quiet" role="status">
        {t(data ? 'fairness-entered' : 'fairness-as-of', { n: count(n), time: clock(atMs, now) })}{' '}
        {data && (
          <PlaceLink to={{ screen: 'ledger', parameters: { act: 'fairness_audited' } }}>
            {t('fairness-entered-open')}
          </PlaceLink>
        )}
      </p>
      <Button className="button plain" onPress={renew}>
        <Keys of="renew" inButton />
        {t('figures-renew')}
      </Button>
      <Button className="button" isDisabled={isPending || n === 0} onPress={enter}>
        <Keys of="enter-audit" inButton />
        {t('fairness-enter')}
      </Button>
      {error && <FailureNotice failure={error} />}
    </div>
  )
}

function Attribute({ finding, isCurrent }: { finding: FindingView; isCurrent: boolean }) {
  const t = useText()
  const { share } = useFormat()
  const [parameters] = useParameters()
  const name = useAttributeName()(finding.attribute)
  const { value, low, high } = finding.difference
  const to = { screen: 'fairness', parameters: { ...parameters, attribute: finding.attribute } }
  return (
    <li>
      <a href={hrefOf(to)} aria-current={isCurrent ? 'true' : undefined}>
        <span className="name">{name}</span>
        <Verdict verdict={finding.verdict} />
        <span className="quiet figure">
          {value === null
            ? t('rate-unknown')
            : t('fairness-differs', { points: share(value), low: share(low), high: share(high) })}
        </span>
      </a>
    </li>
  )
}

function Nothing() {
  const t = useText()
  return (
    <div className="empty">
      <h2>{t('fairness-none-title')}</h2>
      <p>{t('fairness-none-text')}</p>
      <p>{t('fairness-none-fill')}</p>
    </div>
  )
}
