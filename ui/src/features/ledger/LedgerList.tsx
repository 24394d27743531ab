/** Entries, newest first. Pages come as they are scrolled to. */
import type { LedgerRowView } from '../../bindings/LedgerRowView'
import { RowList } from '../../components/RowList'
import { useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import { useActName, useActorName } from './words'

interface Props {
  rows: readonly LedgerRowView[]
  current: number | null
  /** What is shown belongs to the filter before. */
  isStale: boolean
  onSelect: (sequence: number) => void
  onMore: () => void
}

export function LedgerList({ rows, current, isStale, onSelect, onMore }: Props) {
  const t = useText()
  const act = useActName()
  return (
    <RowList
      label={t('ledger-list')}
      rows={rows}
      idOf={({ sequence }) => String(sequence)}
      nameOf={row => act(row.act)}
      current={current === null ? null : String(current)}
      isStale={isStale}
      onSelect={id => onSelect(Number(id))}
      onMore={onMore}
    >
      {row => <Row row={row} />}
    </RowList>
  )
}

function Row({ row }: { row: LedgerRowView }) {
  const act = useActName()
  const actor = useActorName()
  const { clock, count, moment } = useFormat()
  const now = useNow()
  return (
    <div className="row">
      <span className="intent">{act(row.act)}</span>
      <span className="quiet">{count(row.sequence)}</span>
      <time className="due" title={moment(row.at_ms)}>
        {clock(row.at_ms, now)}
      </time>
      <span className="excerpt">
        <em>{actor(row)}</em>
        {row.subject.length > 0 && ` · ${row.subject.map(({ value }) => value).join(', ')}`}
      </span>
    </div>
  )
}
