/** How the installation does. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { FigureFormat } from '../bindings/FigureFormat'
import type { MonitoringRequest } from '../bindings/MonitoringRequest'
import type { Api } from './index'
import { ask } from './transport'

export const monitoring = {
  read: (request: MonitoringRequest) => ask('monitoring_read', request),
  /** Writes the chart of coverage to a file and says which. */
  save: (figures: MonitoringRequest, format: FigureFormat) => ask('monitoring_save', { figures, format }),
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
