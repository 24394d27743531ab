/** A chart of rates as the engine would draw it, near enough to look at. */
import type { ChartElement } from '../../src/bindings/ChartElement'
import type { ChartView } from '../../src/bindings/ChartView'
import type { RateChartWords } from '../../src/bindings/RateChartWords'
import type { RateView } from '../../src/bindings/RateView'

const node = (t: string, a: ChartElement['a'], x: string | null = null): ChartElement => ({ t, a, c: [], x })

const [LEFT, RIGHT, TOP, ROW] = [110, 620, 30, 28]

export function rateChart(words: RateChartWords, rows: readonly (readonly [string, RateView])[]): ChartView {
  const x = (share: number) => String(Math.round(LEFT + share * (RIGHT - LEFT)))
  const bottom = TOP + ROW * rows.length
  const label = (text: string, at: Record<string, string>) =>
    node(
      'text',
      { class: 'chart-label', fill: '#222222', 'font-size': '11', 'dominant-baseline': 'middle', ...at },
      text,
    )
  const line = (role: string, x1: string, y1: number, x2: string, y2: number) =>
    node('line', { class: role, stroke: '#33557A', x1, y1: String(y1), x2, y2: String(y2) })
  const drawn = rows.flatMap(([name, rate], at) => {
    const y = TOP + ROW * at + ROW / 2
    const point = { class: 'chart-point', fill: '#1F3F66', cx: x(rate.value ?? 0), cy: String(y), r: '4' }
    return [
      label(name, { x: String(LEFT - 10), y: String(y), 'text-anchor': 'end' }),
      label(`n ${rate.n}`, { x: String(RIGHT + 10), y: String(y) }),
      line('chart-interval', x(rate.low), y, x(rate.high), y),
      node('circle', point),
    ]
  })
  const ticks = [0, 20, 40, 60, 80, 100].flatMap(percent => [
    line('chart-grid', x(percent / 100), TOP, x(percent / 100), bottom),
    label(String(percent), { x: x(percent / 100), y: String(bottom + 13), 'text-anchor': 'middle' }),
  ])
  const title = label(words.x, { x: x(0.5), y: String(bottom + 30), 'text-anchor': 'middle' })
  return {
    title: words.title,
    description: words.description,
    elements: { ...node('svg', { viewBox: `0 0 680 ${bottom + 42}` }), c: [...ticks, title, ...drawn] },
    points: rows.map((_, at) => at),
    table: {
      columns: words.columns,
      rows: rows.map(([name, rate]) => [
        { kind: 'text', value: name },
        { kind: 'count', value: rate.n },
        rate.value === null ? { kind: 'unknown' } : { kind: 'share', value: rate.value },
        { kind: 'range', value: [rate.low, rate.high] },
      ]),
    },
  }
}
