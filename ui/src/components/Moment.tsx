/** A time as a person says it; weekday, date and hour in full for whoever points at it or has it read. */
import { useFormat, useNow } from '../locale/format'

export function Moment({ at }: { at: number }) {
  const { day, moment } = useFormat()
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={moment(at)}>
      {day(at, now)}
    </time>
  )
}
