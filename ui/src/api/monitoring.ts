/** How the installation does. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { MonitoringRequest } from '../bindings/MonitoringRequest'
import type { Api } from './index'
import { ask } from './transport'

export const monitoring = {
  read: (request: MonitoringRequest) => ask('monitoring_read', request),
}

export const monitoringQueries = {
  read: (api: Api, request: MonitoringRequest) =>
    queryOptions({
      queryKey: ['monitoring', request],
      queryFn: () => api.monitoring.read(request),
      placeholderData: keepPreviousData,
      gcTime: 30 * 60_000,
    }),
}
