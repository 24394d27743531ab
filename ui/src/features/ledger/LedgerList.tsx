/** Entries, newest first. Pages come as they are scrolled to. */
import { useEffect, useRef } from 'react'
import { GridList, GridListItem, ListLayout, Virtualizer } from 'react-aria-components'
import type { LedgerRowView } from '../../bindings/LedgerRowView'
import { useAppearance } from '../../components/appearance'
import '../../components/list.css'
import { useKeepInView } from '../../components/useKeepInView'
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

/** Rows that may still be out of sight below before more are fetched. */
const AHEAD = 40

const ROW_HEIGHT = { work: 48, comfort: 56 } as const

export function LedgerList({ rows, current, isStale, onSelect, onMore }: Props) {
  const t = useText()
  const act = useActName()
  const { density, scale } = useAppearance()
  const rowHeight = ROW_HEIGHT[density] * scale
  const box = useRef<HTMLDivElement>(null)
  const at = rows.findIndex(({ sequence }) => sequence === current)
  useKeepInView(box, at, rowHeight)
  useEffect(() => {
    if (rows.length > 0 && at >= rows.length - AHEAD) onMore()
  }, [at, rows.length, onMore])
  const more = ({ currentTarget }: { currentTarget: Element }) => {
    const below = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight
    if (below < AHEAD * rowHeight) onMore()
  }
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight }}>
      <GridList
        ref={box}
        className="queue"
        aria-label={t('ledger-list')}
        aria-busy={isStale || undefined}
        items={rows.map(row => ({ id: row.sequence, row }))}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        disallowTypeAhead
        selectedKeys={current === null ? [] : [current]}
        onSelectionChange={chosen => {
          const [id] = chosen === 'all' ? [] : [...chosen]
          if (typeof id === 'number') onSelect(id)
        }}
        onScroll={more}
      >
        {({ id, row }) => (
          <GridListItem id={id} textValue={act(row.act)} className="queue-row">
            <Row row={row} />
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
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
