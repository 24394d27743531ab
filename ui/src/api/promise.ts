/** The promise: what holds now, and what another one would mean. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { PromiseBoardRequest } from '../bindings/PromiseBoardRequest'
import type { Api } from './index'
import { ask } from './transport'

export const promise = {
  board: (request: PromiseBoardRequest) => ask('promise_board', request),
}

export const promiseQueries = {
  /** As of one moment, until somebody asks anew. */
  board: (api: Api, request: PromiseBoardRequest, askedMs: number) =>
    queryOptions({
      queryKey: ['promise', request, askedMs],
      queryFn: () => api.promise.board(request),
      placeholderData: keepPreviousData,
    }),
}
