/**
 * Decisions: everything that was decided, by whom and why. The filter above, the newest first at the left, one with its
 * reasons and lineage at the right.
 */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button } from 'react-aria-components'
import { decisionQueries, useApi } from '../../api'
import type { DecisionFiguresView } from '../../bindings/DecisionFiguresView'
import { Keys } from '../../components/Keys'
import { Rate } from '../../components/Rate'
import { Records } from '../../components/Records'
import { useStable } from '../../components/useStable'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { useParameters } from '../../location'
import { DecisionList } from './DecisionList'
import './decisions.css'
import { Detail } from './Detail'
import { Filters } from './Filters'
import { isFiltered, NO_FILTER, requestOf } from './filter'

export function Decisions() {
  const t = useText()
  const desk = useDecisions()
  const { list, figures, rows } = desk
  useShortcuts({
    next: () => desk.move(1),
    previous: () => desk.move(-1),
    renew: desk.renew,
    'clear-filters': desk.clear,
  })
  return (
    <Records
      head={
        <>
          <h1>{t('screen-decisions')}</h1>
          <Figures figures={figures.data} isStale={figures.isPlaceholderData} />
          <Filters figures={figures.data} />
        </>
      }
      asked={list}
      none={
        rows.length === 0 && !list.isPlaceholderData ? (
          <Nothing isFiltered={desk.isFiltered} onClear={desk.clear} />
        ) : null
      }
      listLabel={t('decisions-list')}
      list={
        <DecisionList
          rows={rows}
          current={desk.current}
          isStale={list.isPlaceholderData}
          onSelect={desk.select}
          onMore={() => list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage()}
        />
      }
      renewal={t(desk.hasNewer ? 'decisions-newer' : 'newcomers-none')}
      onRenew={desk.renew}
      item={desk.current !== null && <Detail decisionId={desk.current} onOpen={desk.select} />}
    />
  )
}

function useDecisions() {
  const api = useApi()
  const [parameters, change] = useParameters()
  // "The last seven days" ends when the list was asked for, so that its pages fit each other.
  const [askedMs, setAskedMs] = useState(() => Date.now())
  const filter = useMemo(() => requestOf(parameters, askedMs), [parameters, askedMs])
  const stable = useStable(filter)
  const list = useInfiniteQuery(decisionQueries.list(api, stable))
  const figures = useQuery(decisionQueries.figures(api, stable))
  const rows = useMemo(() => list.data?.pages.flatMap(page => page.items) ?? [], [list.data])
  const current = parameters.id || (rows[0]?.decision_id ?? null)
  const at = rows.findIndex(row => row.decision_id === current)
  const counted = useCountWhenRead(list.dataUpdatedAt, figures.data)
  const select = (id: string) => change({ id })
  return {
    list,
    figures,
    rows,
    current,
    isFiltered: isFiltered(parameters),
    hasNewer: counted !== null && figures.data !== undefined && figures.data.n !== counted,
    select,
    move: (by: 1 | -1) => {
      const next = rows[at + by]
      if (next) select(next.decision_id)
    },
    clear: () => change({ ...NO_FILTER, id: '' }),
    renew: () => {
      setAskedMs(Date.now())
      change({ id: '' })
      list.refetch()
      figures.refetch()
    },
  }
}

/** How many matched when the list was read; more since means that it can be renewed. */
function useCountWhenRead(readAt: number, figures: DecisionFiguresView | undefined): number | null {
  const [counted, setCounted] = useState<{ readAt: number; n: number } | null>(null)
  if (figures && counted?.readAt !== readAt) setCounted({ readAt, n: figures.n })
  return counted?.readAt === readAt ? counted.n : null
}

/** What the filter matches: a count, and how it was decided, each share with its interval. */
function Figures({ figures, isStale }: { figures: DecisionFiguresView | undefined; isStale: boolean }) {
  const t = useText()
  const { count } = useFormat()
  if (!figures) return <p className="decisions-figures quiet">{t('decisions-counting')}</p>
  return (
    <p className="decisions-figures" role="status" aria-busy={isStale || undefined}>
      <strong>{t('decisions-count', { count: figures.n, shown: count(figures.n) })}</strong>
      {figures.n > 0 &&
        (['automatic', 'abstained', 'person'] as const).map(verdict => (
          <span key={verdict}>
            <Rate rate={figures[verdict]} withoutN /> {t(`decisions-share-${verdict}`)}
          </span>
        ))}
    </p>
  )
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useText()
  if (!isFiltered) {
    return (
      <div className="empty">
        <h2>{t('decisions-none-title')}</h2>
        <p>{t('decisions-none-text')}</p>
        <p>{t('nothing-fill')}</p>
      </div>
    )
  }
  return (
    <div className="empty">
      <h2>{t('decisions-no-match-title')}</h2>
      <p>{t('decisions-no-match-text')}</p>
      <Button className="button primary" onPress={onClear}>
        <Keys of="clear-filters" inButton />
        {t('filters-clear')}
      </Button>
    </div>
  )
}
