/** What the engine says has changed, and which answers that makes stale. A change carries ids, never content. */
import type { QueryClient } from '@tanstack/react-query'
import type { Change } from '../bindings/Change'
import { decisionKeys } from './decisions'
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
      return [
        keys.reviewList,
        keys.reviewFigures,
        keys.status,
        ...(ids.length > 0 ? ids.map(keys.reviewItem) : [keys.reviewItems]),
      ]
    case 'status':
      return [keys.status, keys.models]
    case 'sources':
      return [keys.status, keys.work, keys.sources, decisionKeys.options]
    case 'models':
      return [keys.status, keys.models, keys.approvals, keys.policy, keys.reviewItems, decisionKeys.options]
    case 'offers':
      return [keys.offers]
    case 'work':
      return [keys.work]
    // The list stays as it is read until it is renewed; its figures say that there is more.
    case 'decisions':
      return [decisionKeys.figures, decisionKeys.opened]
  }
}
