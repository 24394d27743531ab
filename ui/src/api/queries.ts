/** What the page asks for, each under the key by which a change makes it stale. */
import { keepPreviousData, QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import type { CalibrationWords } from '../bindings/CalibrationWords'
import type { ReviewFilterRequest } from '../bindings/ReviewFilterRequest'
import type { Api } from './index'
import { asFailure } from './transport'

export const keys = {
  session: ['session'],
  firstStart: ['first-start'],
  status: ['status'],
  reviewList: ['review', 'list'],
  reviewFigures: ['review', 'figures'],
  reviewItems: ['review', 'item'],
  reviewItem: (itemId: string) => ['review', 'item', itemId],
  models: ['models'],
  rollBackPlan: ['models', 'plan'],
  approvals: ['approvals'],
  work: ['work'],
  sources: ['sources'],
  quarantine: ['sources', 'quarantine'],
  offers: ['offers'],
  policy: ['policy'],
  policyDiff: (from: string, to: string) => ['policy-diff', from, to],
  people: ['people'],
  health: ['health'],
} as const

export const queries = {
  session: (api: Api) => queryOptions({ queryKey: keys.session, queryFn: api.session.state }),
  firstStart: (api: Api) => queryOptions({ queryKey: keys.firstStart, queryFn: api.firstStart.read }),
  status: (api: Api) => queryOptions({ queryKey: keys.status, queryFn: api.status.read }),
  reviewList: (api: Api, filter: ReviewFilterRequest) =>
    queryOptions({
      queryKey: [...keys.reviewList, filter],
      queryFn: () => api.review.list(filter, null),
      placeholderData: keepPreviousData,
      // A list that is begun anew begins with what waits now, not with what waited when the filter was last looked at.
      gcTime: 0,
    }),
  reviewFigures: (api: Api, filter: ReviewFilterRequest) =>
    queryOptions({
      queryKey: [...keys.reviewFigures, filter],
      queryFn: () => api.review.figures(filter),
      placeholderData: keepPreviousData,
    }),
  reviewItem: (api: Api, itemId: string, words: CalibrationWords) =>
    queryOptions({ queryKey: keys.reviewItem(itemId), queryFn: () => api.review.open(itemId, words) }),
  /** What is behind the counts beside an item; stale with the item. */
  reviewPast: (api: Api, itemId: string, which: 'similar' | 'history') =>
    queryOptions({ queryKey: [...keys.reviewItem(itemId), which], queryFn: () => api.review[which](itemId) }),
  models: (api: Api) => queryOptions({ queryKey: keys.models, queryFn: api.models.board }),
  /** What a roll-back would do changes with every decision, so it is asked for each time. */
  rollBackPlan: (api: Api) =>
    queryOptions({ queryKey: keys.rollBackPlan, queryFn: api.models.planRollBack, staleTime: 0, gcTime: 0 }),
  approvals: (api: Api) => queryOptions({ queryKey: keys.approvals, queryFn: api.approvals.list }),
  work: (api: Api) => queryOptions({ queryKey: keys.work, queryFn: api.work.list }),
  policy: (api: Api) => queryOptions({ queryKey: keys.policy, queryFn: api.policy.board }),
  policyDiff: (api: Api, from: string, to: string) =>
    queryOptions({ queryKey: keys.policyDiff(from, to), queryFn: () => api.policy.diff(from, to) }),
  people: (api: Api) => queryOptions({ queryKey: keys.people, queryFn: api.settings.people }),
  /** How the workspace is changes by itself, so it is looked at each time. */
  health: (api: Api) => queryOptions({ queryKey: keys.health, queryFn: api.settings.health, staleTime: 0 }),
  sources: (api: Api) => queryOptions({ queryKey: keys.sources, queryFn: api.sources.board }),
  offers: (api: Api) => queryOptions({ queryKey: keys.offers, queryFn: api.sources.offers }),
  quarantine: (api: Api, limit: number) =>
    queryOptions({
      queryKey: [...keys.quarantine, limit],
      queryFn: () => api.sources.quarantine(limit),
      placeholderData: keepPreviousData,
    }),
}

/**
 * The engine is in this program and says what has changed, so nothing is asked again on a guess, and nothing waits for a
 * network.
 */
export function newQueryClient(): QueryClient {
  const always = { networkMode: 'always', retry: false } as const
  const onError = (refused: unknown) => {
    // The engine knows of nobody who is signed in, so the entrance is what is true.
    if (asFailure(refused).code === 'signed_out') client.invalidateQueries({ queryKey: keys.session })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    defaultOptions: {
      queries: { ...always, staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, refetchOnWindowFocus: false },
      mutations: always,
    },
  })
  return client
}
