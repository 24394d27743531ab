/** The reader's words for a chart. They go to the engine with the question, which lays the chart out around them. */
import { useMemo } from 'react'
import type { CalibrationWords } from '../bindings/CalibrationWords'
import type { RateChartWords } from '../bindings/RateChartWords'
import { type Translate, useText } from '../locale'

/** The words of the chart that says how often suggestions were right. */
export function useCalibrationWords(): CalibrationWords {
  const t = useText()
  return useMemo(
    () => ({
      title: t('chart-calibration'),
      description: t('chart-calibration-text'),
      x: t('chart-x'),
      y: t('chart-y'),
      reference: t('chart-reference'),
      current: t('chart-current'),
      columns: [
        t('chart-column-probability'),
        t('chart-column-n'),
        t('chart-column-mean'),
        t('chart-column-right'),
        t('chart-column-interval'),
      ],
    }),
    [t],
  )
}

/** The words of a chart of rates: what its rows are, and what the rate is of. */
export function rateWords(
  t: Translate,
  words: { title: string; description: string; row: string; rate: string; band?: string },
): RateChartWords {
  return {
    title: words.title,
    description: words.description,
    x: t('chart-percent', { rate: words.rate }),
    band: words.band ?? '',
    columns: [words.row, t('chart-column-n'), words.rate, t('chart-column-interval')],
  }
}
