/** Audits of decisions by sensitive features. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FairnessAttributeRequest } from '../bindings/FairnessAttributeRequest'
import type { FairnessAuditRequest } from '../bindings/FairnessAuditRequest'
import type { FairnessSaveRequest } from '../bindings/FairnessSaveRequest'
import type { Api } from './index'
import { ask } from './transport'

export const fairness = {
  overview: (request: FairnessAuditRequest) => ask('fairness_overview', request),
  open: (request: FairnessAttributeRequest) => ask('fairness_open', request),
  /** Audits as an act that somebody answers for: what is found is entered in the ledger. */
  audit: (request: FairnessAuditRequest) => ask('fairness_audit', request),
  /** Writes a figure to a file and says which. */
  save: (request: FairnessSaveRequest) => ask('fairness_save', request),
}

const KEPT_MS = 30 * 60_000

export const fairnessKeys = {
  overview: ['fairness', 'overview'],
  opened: ['fairness', 'opened'],
}

export const fairnessQueries = {
  overview: (api: Api, request: FairnessAuditRequest) =>
    queryOptions({
      queryKey: [...fairnessKeys.overview, request],
      queryFn: () => api.fairness.overview(request),
      placeholderData: keepPreviousData,
      gcTime: KEPT_MS,
    }),
  opened: (api: Api, request: FairnessAttributeRequest) =>
    queryOptions({
      queryKey: [...fairnessKeys.opened, request],
      queryFn: () => api.fairness.open(request),
      gcTime: KEPT_MS,
    }),
}
