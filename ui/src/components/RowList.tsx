/** A long list of records of which one is open: only what is in sight is drawn, and pages come as they are scrolled to. */
import { type ReactNode, useEffect, useRef } from 'react'
import { GridList, GridListItem, ListLayout, Virtualizer } from 'react-aria-components'
import { useLocalization } from '../locale'
import { useAppearance } from './appearance'
import './list.css'
import { useKeepInView } from './useKeepInView'

interface Props<T extends object> {
  label: string
  /** A record that did not change is the same object as before: its row is not made again. */
  rows: readonly T[]
  idOf: (row: T) => string
  /** The row for whoever types or hears it. */
  nameOf: (row: T) => string
  current: string | null
  /** What is shown belongs to the question before. */
  isStale?: boolean
  onSelect: (id: string) => void
  /** Asks for the rows after the last one, where there are more. */
  onMore: () => void
  children: (row: T) => ReactNode
}

/** Rows that may still be out of sight below before more are fetched. */
const AHEAD = 40

const ROW_HEIGHT = { work: 48, comfort: 56 } as const

export function RowList<T extends object>(props: Props<T>) {
  const { label, rows, idOf, nameOf, current, isStale, onSelect, onMore, children } = props
  const localization = useLocalization()
  const { density, scale } = useAppearance()
  const rowHeight = ROW_HEIGHT[density] * scale
  const box = useRef<HTMLDivElement>(null)
  const at = current === null ? -1 : rows.findIndex(row => idOf(row) === current)
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
        aria-label={label}
        aria-busy={isStale || undefined}
        items={rows}
        dependencies={[localization]}
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
        {row => (
          <GridListItem id={idOf(row)} textValue={nameOf(row)} className="queue-row">
            {children(row)}
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  )
}
