/** What the engine says has changed, and which answers that makes stale. A change carries ids, never content. */
import type { QueryClient } from '@tanstack/react-query'
import type { Change } from '../bindings/Change'
import { keys } from './queries'
import { listen } from './transport'

export const changes = {
  subscribe: (onChange: (change: Change) => void) => listen('changes_subscribe', onChange),
}

/** Marks stale what `change` touches; views that are on the screen ask again. */
export function applyChange(queries: QueryClient, change: Change): void {
  for (const queryKey of staleAfter(change)) queries.invalidateQueries({ queryKey })
}

/** The queries that `change` touches. */
export function staleAfter({ key, ids }: Change): readonly (readonly string[])[] {
  switch (key) {
    case 'review':
      return [keys.reviewList, keys.status, ...(ids.length > 0 ? ids.map(keys.reviewItem) : [keys.reviewItems])]
    case 'status':
      return [keys.status, keys.models]
    case 'sources':
      return [keys.status, keys.work]
    case 'models':
      return [keys.status, keys.models, keys.approvals, keys.reviewItems]
    case 'work':
      return [keys.work]
    case 'decisions':
      return []
  }
}
