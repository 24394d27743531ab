/** The decisions, newest first. Pages come as they are scrolled to. */
import { useEffect, useRef } from 'react'
import { GridList, GridListItem, ListLayout, Virtualizer } from 'react-aria-components'
import type { DecisionRowView } from '../../bindings/DecisionRowView'
import { useAppearance } from '../../components/appearance'
import '../../components/list.css'
import { readable } from '../../components/entities'
import { reasonName } from '../../components/reasons'
import { useKeepInView } from '../../components/useKeepInView'
import { useLocalization } from '../../locale'
import { useFormat, useNow } from '../../locale/format'

interface Props {
  rows: readonly DecisionRowView[]
  current: string | null
  /** What is shown belongs to the filter before. */
  isStale: boolean
  onSelect: (id: string) => void
  onMore: () => void
}

/** Rows that may still be out of sight below before more are fetched. */
const AHEAD = 40

const ROW_HEIGHT = { work: 48, comfort: 56 } as const

export function DecisionList({ rows, current, isStale, onSelect, onMore }: Props) {
  const { t } = useLocalization()
  const { density, scale } = useAppearance()
  const rowHeight = ROW_HEIGHT[density] * scale
  const box = useRef<HTMLDivElement>(null)
  const at = rows.findIndex(row => row.decision_id === current)
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
        aria-label={t('decisions-list')}
        aria-busy={isStale || undefined}
        items={rows.map(row => ({ id: row.decision_id, row }))}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        disallowTypeAhead
        selectedKeys={current === null ? [] : [current]}
        onSelectionChange={chosen => {
          const [id] = chosen === 'all' ? [] : [...chosen]
          if (typeof id === 'string') onSelect(id)
        }}
        onScroll={more}
      >
        {({ id, row }) => (
          <GridListItem id={id} textValue={row.intent_title ?? t(`verdict-${row.verdict}`)} className="queue-row">
            <Row row={row} />
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  )
}

function Row({ row }: { row: DecisionRowView }) {
  const localization = useLocalization()
  const { t } = localization
  const { probability, clock, moment } = useFormat()
  const now = useNow()
  const outcome = row.reason ? reasonName(localization, row.reason) : t(`verdict-${row.verdict}`)
  return (
    <div className="row" data-verdict={row.verdict}>
      <span className="intent">{row.intent_title ?? t('decision-no-intent')}</span>
      <span className="probability">{row.probability !== null && probability(row.probability)}</span>
      <time className="due" title={moment(row.decided_at_ms)}>
        {clock(row.decided_at_ms, now)}
      </time>
      <span className="excerpt">
        <em>{outcome}</em> · {row.excerpt === null ? row.queue_title : readable(localization, row.excerpt)}
      </span>
    </div>
  )
}
