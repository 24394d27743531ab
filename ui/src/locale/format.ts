/** Figures and times as the reader's locale writes them. Formats what the engine gives; computes no figure. */
import { useEffect, useMemo, useState } from 'react'
import { useLocalization } from './index'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface Format {
  /** A calibrated probability in 0–1, two digits: 0.54. */
  probability: (value: number) => string
  /** What a probability is compared with: 0.83, 0.9987. Near to one two digits would say that nothing passes. */
  threshold: (value: number) => string
  count: (value: number) => string
  /** A number per day, which may be a fraction: 143.3, 6.0, 0.042. */
  amount: (value: number) => string
  /** A share in 0–1 as a limit, with its sign: 2 %. */
  percent: (value: number) => string
  /** A share in 0–1 as a figure in percent, without its sign: 91.4. */
  share: (value: number) => string
  /** A difference of shares in −1–1 as percentage points, with its sign: +0.3. */
  points: (value: number) => string
  /** 14:02, with the weekday on another day, with the date where the weekday would not say which. */
  clock: (atMs: number, nowMs: number) => string
  /** 14:02 today, else Fri 20 Nov, 14:02; with the year where it is another. */
  day: (atMs: number, nowMs: number) => string
  /** How long something takes as a person says it: 40 sec, 3 min, 2 hr. */
  duration: (ms: number) => string
  /** The size of a file: 12 kB, 3.4 MB. */
  bytes: (size: number) => string
  /** Weekday, date and time. */
  moment: (atMs: number) => string
  /** Day, month, year and time, as short as they come. */
  stamp: (atMs: number) => string
  /** The distance to `atMs` as a person says it: 12 min, 3 h, 2 d. Its sign is left out. */
  distance: (atMs: number, nowMs: number) => string
}

export function formats(locale: string): Format {
  const figure = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const fine = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const whole = new Intl.NumberFormat(locale)
  const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 })
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const timeOfDay = new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' })
  const size = (name: 'byte' | 'kilobyte' | 'megabyte' | 'gigabyte') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: name === 'byte' ? 0 : 1 })
  const sizes = [size('byte'), size('kilobyte'), size('megabyte'), size('gigabyte')] as const
  const tenths = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const
  const tenth = new Intl.NumberFormat(locale, tenths)
  const signed = new Intl.NumberFormat(locale, { ...tenths, signDisplay: 'exceptZero' })
  const dated = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  const thisYear = new Intl.DateTimeFormat(locale, dated)
  const anyYear = new Intl.DateTimeFormat(locale, { ...dated, year: 'numeric' })
  const timeOfDate = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' })
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })
  const unit = (name: 'second' | 'minute' | 'hour' | 'day') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' })
  const [seconds, minutes, hours, days] = [unit('second'), unit('minute'), unit('hour'), unit('day')]
  return {
    probability: value => figure.format(value),
    threshold: value => fine.format(value),
    count: value => whole.format(value),
    // What is small keeps two digits: 0.0 would read as never.
    amount: value => (value !== 0 && Math.abs(value) < 0.1 ? small : one).format(value),
    // As the texts write figures, in every language: the sign after a space that no line breaks at.
    percent: value => `${withoutSign(share, value)}\u00a0%`,
    share: value => withoutSign(tenth, value),
    points: value => withoutSign(signed, value),
    day: (atMs, nowMs) => {
      if (sameDay(atMs, nowMs)) return time.format(atMs)
      return (new Date(atMs).getFullYear() === new Date(nowMs).getFullYear() ? thisYear : anyYear).format(atMs)
    },
    duration: ms => {
      if (ms < MINUTE) return seconds.format(Math.max(1, Math.round(ms / 1000)))
      if (ms < HOUR) return minutes.format(Math.round(ms / MINUTE))
      return hours.format(Math.round(ms / HOUR))
    },
    clock: (atMs, nowMs) => {
      if (sameDay(atMs, nowMs)) return time.format(atMs)
      return (Math.abs(atMs - nowMs) < 6 * DAY ? timeOfDay : timeOfDate).format(atMs)
    },
    bytes: bytes => {
      const step = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
      return (sizes[step] ?? sizes[0]).format(bytes / 1000 ** step)
    },
    moment: atMs => full.format(atMs),
    stamp: atMs => timeOfDate.format(atMs),
    distance: (atMs, nowMs) => {
      const away = Math.abs(atMs - nowMs)
      if (away < HOUR) return minutes.format(Math.floor(away / MINUTE))
      if (away < 2 * DAY) return hours.format(Math.floor(away / HOUR))
      return days.format(Math.floor(away / DAY))
    },
  }
}

/** Percent as the locale writes it, but for the sign of percent and the space before it: the text has that once. */
function withoutSign(percent: Intl.NumberFormat, value: number): string {
  const parts = percent.formatToParts(value).filter(({ type }) => type !== 'percentSign')
  return parts
    .map(part => part.value)
    .join('')
    .trim()
}

function sameDay(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString()
}

export function useFormat(): Format {
  const { locale } = useLocalization()
  return useMemo(() => formats(locale), [locale])
}

/** The time, renewed twice a minute: fine enough for minutes, and calm. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE / 2)
    return () => clearInterval(timer)
  }, [])
  return now
}
