/** The queue: most urgent first, each row in its place until the reviewer asks for the list anew. */
import { useEffect, useRef } from 'react'
import { GridList, GridListItem, ListLayout, Virtualizer } from 'react-aria-components'
import type { ReviewRowView } from '../../bindings/ReviewRowView'
import { useAppearance } from '../../components/appearance'
import '../../components/list.css'
import { readable } from '../../components/entities'
import { usePerson } from '../../components/person'
import { reasonName } from '../../components/reasons'
import { useKeepInView } from '../../components/useKeepInView'
import { useLocalization, useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import type { Flow, Mark } from './flow'

interface Props {
  flow: Flow
  onSelect: (id: string) => void
  /** Asks for the rows after the last one, where there are more. */
  onMore: () => void
}

/** Rows that may still be out of sight below before more are fetched. */
const AHEAD = 30

const ROW_HEIGHT = { work: 48, comfort: 56 } as const

export function ReviewList({ flow, onSelect, onMore }: Props) {
  const localization = useLocalization()
  const { t } = localization
  const { density, scale } = useAppearance()
  const rowHeight = ROW_HEIGHT[density] * scale
  const box = useRef<HTMLDivElement>(null)
  const at = flow.current === null ? -1 : flow.order.indexOf(flow.current)
  useKeepInView(box, at, rowHeight)
  useEffect(() => {
    if (at >= flow.order.length - AHEAD) onMore()
  }, [at, flow.order.length, onMore])
  const more = ({ currentTarget }: { currentTarget: Element }) => {
    const below = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight
    if (below < AHEAD * rowHeight) onMore()
  }
  const items = flow.order.map(id => ({ id, row: flow.rows[id], mark: flow.marks[id] }))
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight }}>
      <GridList
        ref={box}
        className="queue"
        aria-label={t('review-list')}
        items={items}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        disallowTypeAhead
        selectedKeys={flow.current === null ? [] : [flow.current]}
        onSelectionChange={chosen => {
          const [id] = chosen === 'all' ? [] : [...chosen]
          if (typeof id === 'string') onSelect(id)
        }}
        onScroll={more}
      >
        {({ id, row, mark }) => (
          <GridListItem
            id={id}
            textValue={row?.intent_title ?? reasonName(localization, row?.reason ?? null)}
            className="queue-row"
          >
            {row && <Row row={row} mark={mark} />}
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  )
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
