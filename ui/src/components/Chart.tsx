/**
 * A chart of the engine, drawn from its element tree, with its figures as a table beneath.
 *
 * Takes tags and attributes of an allow-list and nothing else; computes no figure. Deliberately absent: HTML strings,
 * links, scripts, styles.
 */
import { createElement, type ReactElement, type ReactNode, useId } from 'react'
import type { ChartCell } from '../bindings/ChartCell'
import type { ChartElement } from '../bindings/ChartElement'
import type { ChartTable } from '../bindings/ChartTable'
import type { ChartView } from '../bindings/ChartView'
import { type Format, useFormat } from '../locale/format'
import { useInWords } from './chartWords'
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

/** More than this is no chart to read, and the webview would feel it. */
const MOST_NODES = 5_000

export interface Drawing {
  svg: ReactElement | null
  /** Tags and attributes that were left out: empty, or the engine's charts and this list have drifted apart. */
  dropped: string[]
}

/** The tree as React elements. */
export function draw(root: ChartElement): Drawing {
  const dropped: string[] = []
  let nodes = 0
  const element = ({ t, a, c, x }: ChartElement, key: number): ReactNode => {
    nodes++
    if (!TAGS.has(t)) dropped.push(`<${t}>`)
    if (nodes > MOST_NODES) dropped.push('too many nodes')
    if (!TAGS.has(t) || nodes > MOST_NODES) return null
    return createElement(t, { key, ...attributes(a, dropped) }, x, ...c.map(element))
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

export function Chart({ chart: given }: { chart: ChartView }) {
  const id = useId()
  const chart = useInWords(given)
  return (
    <figure className="chart">
      <figcaption>
        <h3 id={`${id}-title`}>{chart.title}</h3>
        <p id={`${id}-text`} className="quiet">
          {chart.description}
        </p>
      </figcaption>
      <div role="img" aria-labelledby={`${id}-title`} aria-describedby={`${id}-text`}>
        {draw(chart.elements).svg}
      </div>
      <Figures table={chart.table} label={chart.title} />
    </figure>
  )
}

function Figures({ table, label }: { table: ChartTable; label: string }) {
  const format = useFormat()
  const rows = table.rows.map(row => row.map(cell => written(cell, format)))
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
        {rows.map(row => (
          <tr key={row.join(' · ')}>
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
function written(cell: ChartCell, { count, probability }: Format): string {
  switch (cell.kind) {
    case 'text':
      return cell.value
    case 'count':
      return count(cell.value)
    case 'share':
      return probability(cell.value)
    case 'range':
      return cell.value.map(probability).join('–')
    case 'unknown':
      return '–'
  }
}
