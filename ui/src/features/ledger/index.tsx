/**
 * The ledger: what was done, by whom, when and to what; entries can only be added. It can be checked from its start, and
 * written to a file that others check without this program.
 */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Button } from 'react-aria-components'
import { queries as asked, ledgerKeys, ledgerQueries, useApi } from '../../api'
import type { LedgerFilterRequest } from '../../bindings/LedgerFilterRequest'
import type { VerificationView } from '../../bindings/VerificationView'
import { FailureNotice } from '../../components/FailureNotice'
import { Keys } from '../../components/Keys'
import { useMay } from '../../components/person'
import { Records } from '../../components/Records'
import { sinceOf } from '../../components/spans'
import { useAsked } from '../../components/useAsked'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { useParameters } from '../../location'
import { Entry } from './Entry'
import { LEDGER_FILTERS, LedgerFilters, NO_FILTER } from './LedgerFilters'
import './ledger.css'
import { LedgerList } from './LedgerList'

export function Ledger() {
  const t = useText()
  const [parameters, change] = useParameters()
  const { askedMs, askAgain } = useAsked()
  const { who = 'people', act, time, subject } = parameters
  const filter: LedgerFilterRequest = useMemo(() => {
    const given = { actor: who === 'all' ? '' : who, act, subject, since_ms: sinceOf(time, askedMs) }
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
  }, [who, act, time, subject, askedMs])
  const list = useInfiniteQuery(ledgerQueries.list(useApi(), filter))
  const rows = useMemo(() => list.data?.pages.flatMap(page => page.items) ?? [], [list.data])
  const current = rows.find(({ sequence }) => String(sequence) === parameters.entry) ?? rows[0]
  const at = current ? rows.indexOf(current) : -1
  const select = (sequence: number | undefined) => sequence !== undefined && change({ entry: String(sequence) })
  const renew = () => {
    askAgain()
    list.refetch()
  }
  useShortcuts({
    next: () => select(rows[at + 1]?.sequence),
    previous: () => select(rows[at - 1]?.sequence),
    renew,
    'clear-filters': () => change({ ...NO_FILTER, entry: '' }),
  })
  const isFiltered = LEDGER_FILTERS.some(name => (parameters[name] ?? '') !== '')
  const nothing = rows.length === 0 && (
    <div className="empty">
      <h2>{t('ledger-none-title')}</h2>
      <p>{t(isFiltered ? 'ledger-none-match' : 'ledger-none-text')}</p>
    </div>
  )
  return (
    <Records
      head={
        <>
          <h1>{t('screen-ledger')}</h1>
          <Proof />
          <LedgerFilters people={list.data?.pages[0]?.people ?? []} acts={list.data?.pages[0]?.acts ?? []} />
        </>
      }
      asked={list}
      none={nothing || null}
      listLabel={t('ledger-list')}
      list={
        <LedgerList
          rows={rows}
          current={current?.sequence ?? null}
          isStale={list.isPlaceholderData}
          onSelect={select}
          onMore={() => list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage()}
        />
      }
      renewal={t('newcomers-none')}
      onRenew={renew}
      item={current && <Entry row={current} />}
    />
  )
}

/** Checking the whole ledger, and writing it to a file. */
function Proof() {
  const t = useText()
  const may = useMay()
  const api = useApi()
  const queries = useQueryClient()
  // Both leave an entry, which whoever did it expects to see.
  const onSuccess = () => queries.invalidateQueries({ queryKey: ledgerKeys.list })
  const verifying = useMutation({ mutationFn: api.ledger.verify, onSuccess })
  const saving = useMutation({ mutationFn: api.ledger.save, onSuccess })
  const verify = () => verifying.isPending || verifying.mutate()
  useShortcuts(may('ledger_verify') ? { verify } : {})
  return (
    <div className="proof">
      <div className="acts">
        {may('ledger_verify') && (
          <Button className="button" isDisabled={verifying.isPending} onPress={verify}>
            <Keys of="verify" inButton />
            {t('ledger-verify')}
          </Button>
        )}
        {may('ledger_export') && (
          <Button className="button" isDisabled={saving.isPending} onPress={() => saving.mutate()}>
            {t('ledger-export')}
          </Button>
        )}
      </div>
      <div className="proof-result" role="status">
        {verifying.isPending ? <Progress /> : verifying.data && <Verified result={verifying.data} />}
        {saving.data && <p>{t('saved', { file: saving.data.file })}</p>}
      </div>
      {verifying.error && <FailureNotice failure={verifying.error} />}
      {saving.error && <FailureNotice failure={saving.error} />}
    </div>
  )
}

/** How far the check is, as the tray knows it, and its end. */
function Progress() {
  const t = useText()
  const { percent } = useFormat()
  const api = useApi()
  const { data } = useQuery(asked.work(api))
  const work = data?.work.find(({ kind, state }) => kind === 'verify' && state === 'running')
  return (
    <p>
      {t('ledger-verifying', { share: percent(work?.share ?? 0) })}
      {work?.cancellable && (
        <Button className="button plain" onPress={() => api.work.cancel(work.work_id)}>
          {t('cancel')}
        </Button>
      )}
    </p>
  )
}

function Verified({ result }: { result: VerificationView }) {
  const t = useText()
  const { count } = useFormat()
  const wrong = result.first_wrong
  if (wrong) {
    return (
      <p className="notice" data-tone="danger">
        {t('ledger-wrong', { sequence: count(wrong.sequence), what: wrong.what })}
      </p>
    )
  }
  return (
    <p className="notice" data-tone="good">
      {t('ledger-right', { entries: count(result.entries) })} <code>{result.head}</code>
    </p>
  )
}
