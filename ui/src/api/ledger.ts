/** What was done, by whom and when, and whether anybody changed it since. */
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { LedgerFilterRequest } from '../bindings/LedgerFilterRequest'
import type { Api } from './index'
import { ask } from './transport'

export const ledger = {
  /** One page, newest first, of entries before `before`. */
  list: (filter: LedgerFilterRequest, before: number | null, limit: number) =>
    ask('ledger_list', { filter, before, limit }),
  verify: () => ask('ledger_verify'),
  /** Writes all entries to a file and says which. */
  save: () => ask('ledger_export'),
}

const PAGE = 100
const KEPT_MS = 30 * 60_000

export const ledgerKeys = {
  list: ['ledger', 'list'],
}

export const ledgerQueries = {
  list: (api: Api, filter: LedgerFilterRequest) =>
    infiniteQueryOptions({
      queryKey: [...ledgerKeys.list, filter],
      queryFn: ({ pageParam }) => api.ledger.list(filter, pageParam, PAGE),
      initialPageParam: null as number | null,
      getNextPageParam: page => page.next,
      placeholderData: keepPreviousData,
      gcTime: KEPT_MS,
    }),
}
