/** The promise: what holds now, and what another one would mean. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FigureFormat } from '../bindings/FigureFormat'
import type { PromiseBoardRequest } from '../bindings/PromiseBoardRequest'
import type { Api } from './index'
import { ask } from './transport'

export const promise = {
  board: (request: PromiseBoardRequest) => ask('promise_board', request),
  /** Writes the chart of other promises to a file and says which. */
  save: (board: PromiseBoardRequest, format: FigureFormat) => ask('promise_save', { board, format }),
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
