/** Spans of time back from now, as screens with figures offer them. */
const DAY = 24 * 60 * 60_000

export const SPANS: Readonly<Record<string, number>> = { '1d': DAY, '7d': 7 * DAY, '30d': 30 * DAY, '90d': 90 * DAY }

/** The beginning of a span, or nothing for one that there is none of. */
export function sinceOf(span: string | undefined, nowMs: number): number | undefined {
  const length = span !== undefined && Object.hasOwn(SPANS, span) ? SPANS[span] : undefined
  return length === undefined ? undefined : nowMs - length
}
