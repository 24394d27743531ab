/**
 * What is worth calling somebody back for who is not looking: nothing is routed any more, or items are past their time.
 * The window says the same in its strip and rail, so whoever looks at it is told nothing twice.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { queries, useApi } from '../api'
import type { NoticeKind } from '../bindings/NoticeKind'
import type { StatusView } from '../bindings/StatusView'
import { useText } from '../locale'

/** Items become overdue by time alone, which no change tells of. */
const LOOK_EVERY_MS = 60_000

/** What has come about between two looks. */
export function cameAbout(before: StatusView, now: StatusView): NoticeKind[] {
  const stood = ({ running, promise, faults }: StatusView) =>
    running === 'stopped' || running === 'paused' || promise === 'withdrawn' || faults.length > 0
  const kinds: NoticeKind[] = []
  if (stood(now) && !stood(before)) kinds.push('stopped')
  if (now.overdue > 0 && before.overdue === 0) kinds.push('overdue')
  return kinds
}

export function useNotices(): void {
  const t = useText()
  const api = useApi()
  const { data: now } = useQuery({
    ...queries.status(api),
    refetchInterval: LOOK_EVERY_MS,
    refetchIntervalInBackground: true,
  })
  const before = useRef<StatusView | undefined>(undefined)
  useEffect(() => {
    if (!now) return
    const kinds = before.current && !document.hasFocus() ? cameAbout(before.current, now) : []
    before.current = now
    for (const kind of kinds) {
      // A desktop that shows no notices is no fault; the strip says the same.
      api.notices
        .show({
          kind,
          title: t(`notice-${kind}-title`, { count: now.overdue }),
          text: t(`notice-${kind}-text`, { count: now.overdue }),
        })
        .catch(() => undefined)
    }
  }, [api, now, t])
}
