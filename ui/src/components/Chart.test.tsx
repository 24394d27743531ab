import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ChartCell } from '../bindings/ChartCell'
import type { ChartElement } from '../bindings/ChartElement'
import { Chart, draw } from './Chart'

const node = (t: string, a: ChartElement['a'] = {}, c: ChartElement[] = [], x: string | null = null): ChartElement => ({
  t,
  a,
  c,
  x,
})

const drawn = (root: ChartElement) => {
  const { svg, dropped } = draw(root)
  return { html: render(svg).container.innerHTML, dropped }
}

test('a chart is drawn as it is', () => {
  const { html, dropped } = drawn(
    node('svg', { viewBox: '0 0 10 10', xmlns: 'http://www.w3.org/2000/svg' }, [
      node('circle', { cx: '5', cy: '5', r: '2', 'stroke-width': '1' }),
      node('text', { 'text-anchor': 'middle', 'font-size': '10' }, [], 'n = 271 & <b>'),
    ]),
  )
  expect(dropped, 'everything here is what plotters writes').toEqual([])
  expect(html).toContain('stroke-width="1"')
  expect(html, 'text stays text').toContain('n = 271 &amp; &lt;b&gt;')
})

test.each([
  ['a script', node('script', {}, [], 'alert(1)'), '<script>'],
  ['foreign content', node('foreignObject', {}, [node('b')]), '<foreignObject>'],
  ['a link', node('a', { href: 'https://example.org' }), '<a>'],
  ['a picture', node('image', { href: 'https://example.org/x.png' }), '<image>'],
  ['a reference', node('use', { href: '#x' }), '<use>'],
  ['an animation', node('animate'), '<animate>'],
  ['a style element', node('style', {}, [], '*{}'), '<style>'],
  ['a handler', node('rect', { onclick: 'alert(1)' }), 'onclick'],
  ['a style attribute', node('rect', { style: 'fill:red' }), 'style'],
  ['an inner HTML', node('rect', { dangerouslySetInnerHTML: 'x' }), 'dangerouslySetInnerHTML'],
  ['an inherited name', node('rect', { constructor: 'x' }), 'constructor'],
])('%s is left out, and said to be', (_, part, name) => {
  const { html, dropped } = drawn(node('svg', {}, [part]))
  expect(dropped, 'silence would hide that the chart is not whole').toEqual([name])
  expect(html).not.toMatch(/alert|example\.org|onclick|style|script|foreign/)
})

test('a value that points elsewhere is left out', () => {
  const { html } = drawn(node('svg', {}, [node('rect', { fill: 'URL(https://example.org/x)' })]))
  expect(html, 'a chart fetches nothing').not.toContain('example.org')
})

test('what is no svg is not drawn', () => {
  expect(draw(node('div'))).toEqual({ svg: null, dropped: ['<div> as root'] })
})

test('a chart too large to read is cut off', () => {
  const many = Array.from({ length: 5_001 }, () => node('rect'))
  expect(draw(node('svg', {}, many)).dropped).toEqual(['too many nodes'])
})

const cells = (low: number, high: number, n: number): ChartCell[] => [
  { kind: 'range', value: [low, high] },
  { kind: 'count', value: n },
]

test('a chart has a name, and its figures as a table', () => {
  const table = { columns: ['Probability', 'n'], rows: [cells(0.4, 0.6, 271)] }
  render(
    <Chart chart={{ title: 'Calibration', description: 'Of 100, 54.', elements: node('svg'), table, points: [0] }} />,
  )
  expect(screen.getByRole('img', { name: 'Calibration' })).toHaveAccessibleDescription('Of 100, 54.')
  const figures = screen.getByRole('table', { name: 'Calibration' })
  expect(within(figures).getByRole('cell', { name: '271' })).toBeInTheDocument()
  expect(within(figures).getByRole('cell', { name: '40.0–60.0 %' })).toBeInTheDocument()
})
