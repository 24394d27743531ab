/**
 * The words of a chart in the reader's language. The engine draws with English words; those known here are replaced, and
 * any other stays as it is.
 */
import { useMemo } from 'react'
import type { ChartElement } from '../bindings/ChartElement'
import type { ChartView } from '../bindings/ChartView'
import { useLocalization } from '../locale'

/** The engine's words, and the id of the text that says the same. */
const WORDS: Record<string, string> = {
  'Predicted probability and share that was right': 'chart-calibration',
  'Each point is a range of probabilities; its whisker is the 95 % interval. Points on the line were right as often as predicted.':
    'chart-calibration-text',
  'predicted probability (%)': 'chart-x',
  'share that was right (%)': 'chart-y',
  'right as often as predicted': 'chart-reference',
  'this item': 'chart-current',
  probability: 'chart-column-probability',
  'mean probability': 'chart-column-mean',
  'share right': 'chart-column-right',
  '95 % interval': 'chart-column-interval',
}

export function useInWords(chart: ChartView): ChartView {
  const { language, t } = useLocalization()
  return useMemo(() => {
    if (language === 'en') return chart
    const said = (text: string) => (Object.hasOwn(WORDS, text) ? t(WORDS[text] as string) : text)
    const element = (each: ChartElement): ChartElement => ({
      ...each,
      c: each.c.map(element),
      x: each.x === null ? null : said(each.x),
    })
    return {
      title: said(chart.title),
      description: said(chart.description),
      elements: element(chart.elements),
      table: { ...chart.table, columns: chart.table.columns.map(said) },
    }
  }, [chart, language, t])
}
