/** What was decided: pages, figures, one with its reasons, and making one again. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DecisionFilterRequest } from '../bindings/DecisionFilterRequest'
import type { Api } from './index'
import { ask } from './transport'

export const decisions = {
  /** One page, newest first; `after` is the cursor of the page before. */
  list: (filter: DecisionFilterRequest, after: string | null, limit: number) =>
    ask('decision_list', { filter, after, limit }),
  figures: (filter: DecisionFilterRequest) => ask('decision_figures', filter),
  options: () => ask('decision_options'),
  open: (decisionId: string) => ask('decision_open', { decision_id: decisionId }),
  replay: (decisionId: string) => ask('decision_replay', { decision_id: decisionId }),
}

/** Rows a page of the list has; the engine allows 200. */
const PAGE = 100

/** How long what a screen showed is kept while another screen is looked at. */
const KEPT_MS = 30 * 60_000

export const decisionKeys = {
  lists: ['decisions', 'list'],
  figures: ['decisions', 'figures'],
  options: ['decisions', 'options'],
  opened: ['decisions', 'opened'],
} as const

export const decisionQueries = {
  list: (api: Api, filter: DecisionFilterRequest) =>
    infiniteQueryOptions({
      queryKey: [...decisionKeys.lists, filter],
      queryFn: ({ pageParam }) => api.decisions.list(filter, pageParam, PAGE),
      initialPageParam: null as string | null,
      getNextPageParam: page => page.next,
      placeholderData: keepPreviousData,
      gcTime: KEPT_MS,
    }),
  figures: (api: Api, filter: DecisionFilterRequest) =>
    queryOptions({
      queryKey: [...decisionKeys.figures, filter],
      queryFn: () => api.decisions.figures(filter),
      placeholderData: keepPreviousData,
      gcTime: KEPT_MS,
    }),
  options: (api: Api) =>
    queryOptions({ queryKey: decisionKeys.options, queryFn: api.decisions.options, gcTime: KEPT_MS }),
  opened: (api: Api, decisionId: string) =>
    queryOptions({
      queryKey: [...decisionKeys.opened, decisionId],
      queryFn: () => api.decisions.open(decisionId),
      placeholderData: keepPreviousData,
    }),
}
