/** The queue: most urgent first, each row in its place until the reviewer asks for the list anew. */
import { useMemo, useRef } from 'react'
import type { ReviewRowView } from '../../bindings/ReviewRowView'
import { readable } from '../../components/entities'
import { usePerson } from '../../components/person'
import { RowList } from '../../components/RowList'
import { reasonName } from '../../components/reasons'
import { useLocalization, useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import type { Flow, Mark } from './flow'

interface Props {
  flow: Flow
  /** What is shown belongs to the filter before. */
  isStale: boolean
  onSelect: (id: string) => void
  /** Asks for the rows after the last one, where there are more. */
  onMore: () => void
}

interface Entry {
  id: string
  row: ReviewRowView | undefined
  mark: Mark | undefined
}

export function ReviewList({ flow, isStale, onSelect, onMore }: Props) {
  const localization = useLocalization()
  const entries = useEntries(flow)
  return (
    <RowList
      label={localization.t('review-list')}
      rows={entries}
      idOf={({ id }) => id}
      nameOf={({ row }) => row?.intent_title ?? reasonName(localization, row?.reason ?? null)}
      current={flow.current}
      isStale={isStale}
      onSelect={onSelect}
      onMore={onMore}
    >
      {({ row, mark }) => row && <Row row={row} mark={mark} />}
    </RowList>
  )
}

/** The rows with their marks; one that did not change is the same object as before. */
function useEntries({ order, rows, marks }: Flow): readonly Entry[] {
  const kept = useRef<ReadonlyMap<string, Entry>>(new Map())
  return useMemo(() => {
    const entries = order.map(id => {
      const before = kept.current.get(id)
      const now = { id, row: rows[id], mark: marks[id] }
      return before?.row === now.row && before?.mark === now.mark ? (before ?? now) : now
    })
    kept.current = new Map(entries.map(entry => [entry.id, entry]))
    return entries
  }, [order, rows, marks])
}

function Row({ row, mark }: { row: ReviewRowView; mark: Mark | undefined }) {
  const localization = useLocalization()
  const { t } = localization
  const { probability } = useFormat()
  const { name: me } = usePerson()
  const reason = reasonName(localization, row.reason)
  return (
    <div className="row" data-mark={mark}>
      <span className="intent">{row.intent_title ?? reason}</span>
      <span className="probability">{row.probability !== null && probability(row.probability)}</span>
      <span className="due">{mark ? t(`mark-${mark}`) : <Due row={row} />}</span>
      <span className="excerpt">
        {row.claimed_by && row.claimed_by !== me && !mark && (
          <em>{t('review-claimed-by', { name: row.claimed_by })} · </em>
        )}
        {row.intent_title && <em>{reason} · </em>}
        {readable(localization, row.excerpt)}
      </span>
    </div>
  )
}

function Due({ row }: { row: ReviewRowView }) {
  const t = useText()
  const now = useNow()
  const { distance, moment } = useFormat()
  const time = distance(row.due_at_ms, now)
  return (
    <time title={moment(row.due_at_ms)} data-overdue={row.overdue || undefined}>
      {row.overdue ? t('due-late', { time }) : time}
    </time>
  )
}
