/** The status in words: whether anything is routed without a person, and whether the promise holds. */
import type { StatusView } from '../bindings/StatusView'
import { type Translate, useText } from '../locale'
import { type Format, useFormat, useNow } from '../locale/format'

export function useStatusText(status: StatusView): { running: string; promise: string } {
  const t = useText()
  const format = useFormat()
  const now = useNow()
  return { running: runningText(status, t, format, now), promise: promiseText(status, t, format) }
}

export function runningText(status: StatusView, t: Translate, { clock }: Format, nowMs: number): string {
  const time = status.stopped_at_ms === null ? '' : clock(status.stopped_at_ms, nowMs)
  if (status.running !== 'stopped') return t(`running-${status.running}`, { time })
  const by = status.stopped_by ?? 'file'
  return by === 'file' ? t('running-stopped-by-file', { time }) : t('running-stopped', { by, time })
}

export function promiseText(status: StatusView, t: Translate, { percent, count }: Format): string {
  const alpha = percent(status.promise_alpha)
  if (status.promise === 'valid') return t('promise-valid', { alpha })
  if (status.promise === 'withdrawn') return t('promise-withdrawn', { alpha })
  if (status.labels_needed === null) return t('promise-none', { alpha })
  return t('promise-labels', { alpha, labels: count(status.labels_needed) })
}
