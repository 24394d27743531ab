/**
 * A chart of the engine, drawn from its element tree, with its figures as a table beneath.
 *
 * Takes tags and attributes of an allow-list and nothing else; computes no figure. Deliberately absent: HTML strings,
 * links, scripts, styles.
 */
import { createElement, type KeyboardEvent, type ReactElement, type ReactNode, useId, useMemo, useState } from 'react'
import type { ChartCell } from '../bindings/ChartCell'
import type { ChartElement } from '../bindings/ChartElement'
import type { ChartTable } from '../bindings/ChartTable'
import type { ChartView } from '../bindings/ChartView'
import { type Translate, useText } from '../locale'
import { type Format, useFormat } from '../locale/format'
import './chart.css'

/** What plotters' SVG writer needs. */
const TAGS = new Set(['svg', 'g', 'path', 'rect', 'circle', 'line', 'polyline', 'polygon', 'text'])

/** The attribute in the tree, and its name in React. */
const ATTRIBUTES: Record<string, string> = Object.fromEntries(
  [
    'x y x1 y1 x2 y2 cx cy r rx ry d dx dy width height points transform viewBox fill stroke opacity class'.split(' '),
    'stroke-width stroke-dasharray stroke-opacity stroke-linecap stroke-linejoin fill-opacity'.split(' '),
    'text-anchor dominant-baseline font-size font-family font-weight font-style'.split(' '),
  ]
    .flat()
    .map(name => [name, name === 'class' ? 'className' : name.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase())]),
)

/** What a point of a chart is called; there is one for each row that the engine names. */
const POINT = 'chart-point'

/** More than this is no chart to read, and the webview would feel it. */
const MOST_NODES = 5_000

export interface Drawing {
  svg: ReactElement | null
  /** Tags and attributes that were left out: empty, or the engine's charts and this list have drifted apart. */
  dropped: string[]
}

/** The tree as React elements, with the point that is walked to marked. */
export function draw(root: ChartElement, current: number | null = null): Drawing {
  const dropped: string[] = []
  let nodes = 0
  let points = 0
  const element = ({ t, a, c, x }: ChartElement, key: number): ReactNode => {
    nodes++
    if (!TAGS.has(t)) dropped.push(`<${t}>`)
    if (nodes > MOST_NODES) dropped.push('too many nodes')
    if (!TAGS.has(t) || nodes > MOST_NODES) return null
    const isCurrent = t === 'circle' && a.class === POINT && points++ === current
    const mark = isCurrent ? { 'data-current': true } : {}
    return createElement(t, { key, ...attributes(a, dropped), ...mark }, x, ...c.map(element))
  }
  const svg = root.t === 'svg' ? (element(root, 0) as ReactElement | null) : null
  return { svg, dropped: [...new Set(root.t === 'svg' ? dropped : [...dropped, `<${root.t}> as root`])] }
}

function attributes(given: ChartElement['a'], dropped: string[]): Record<string, string> {
  const taken: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    const known = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined
    if (known === undefined) {
      if (name !== 'xmlns') dropped.push(name)
    } else if (value !== undefined && !/url\(/i.test(value)) taken[known] = value
  }
  return taken
}

interface ChartProps {
  chart: ChartView
  /** What can be done with the figure, beside its title. */
  actions?: ReactNode
}

/**
 * A figure that is looked at, walked through by arrow keys, and looked up: what a point says stands beneath the drawing,
 * and its row is marked in the table.
 */
export function Chart({ chart, actions }: ChartProps) {
  const t = useText()
  const id = useId()
  const [at, setAt] = useState<number | null>(null)
  const row = at === null ? undefined : chart.points[at]
  const { svg } = useMemo(() => draw(chart.elements, at), [chart.elements, at])
  const last = chart.points.length - 1
  const onKeyDown = (event: KeyboardEvent) => {
    const to = STEPS[event.key]?.(at ?? -1, last)
    if (to === undefined || last < 0) return
    event.preventDefault()
    event.stopPropagation()
    setAt(to)
  }
  return (
    <figure className="chart">
      <figcaption>
        <div>
          <h3 id={`${id}-title`}>{chart.title}</h3>
          <p id={`${id}-text`} className="quiet">
            {chart.description}
          </p>
        </div>
        {actions}
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and this is a drawing to walk through */}
      <div
        role="group"
        className="chart-walk"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are walked through by arrow keys
        tabIndex={0}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-hint`}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
      >
        <div role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-text`}>
          {svg}
        </div>
        <p id={`${id}-hint`} className="chart-read-out" role="status">
          {row === undefined ? t('chart-walk') : <ReadOut table={chart.table} row={row} />}
        </p>
      </div>
      <Figures table={chart.table} label={chart.title} current={row} />
    </figure>
  )
}

/** Where a key leads from a point; none is before the first. */
const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowRight: (at, last) => Math.min(last, at + 1),
  ArrowUp: at => Math.max(0, at - 1),
  ArrowLeft: at => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** A row as a sentence: each head with its figure. */
function ReadOut({ table, row }: { table: ChartTable; row: number }) {
  const t = useText()
  const format = useFormat()
  const cells = table.rows[row] ?? []
  return cells.map((cell, column) => `${table.columns[column]}: ${written(cell, t, format)}`).join(' · ')
}

function Figures({ table, label, current }: { table: ChartTable; label: string; current: number | undefined }) {
  const t = useText()
  const format = useFormat()
  const rows = table.rows.map(row => row.map(cell => written(cell, t, format)))
  return (
    <table aria-label={label}>
      <thead>
        <tr>
          {table.columns.map(column => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row.join(' · ')} data-current={at === current || undefined}>
            {row.map((cell, column) => (
              <td key={table.columns[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A figure as the reader's language writes it. */
function written(cell: ChartCell, t: Translate, { count, share }: Format): string {
  switch (cell.kind) {
    case 'text':
      return cell.value
    case 'count':
      return count(cell.value)
    case 'share':
      return t('rate-percent', { share: share(cell.value) })
    case 'range':
      return t('rate-percent', { share: cell.value.map(share).join('–') })
    case 'unknown':
      return '–'
  }
}
