/** Whether anything is routed without a person, and the STOP that ends it. */
import type { StatusView } from '../bindings/StatusView'
import { ask } from './transport'

export const status = {
  read: () => ask<StatusView>('status_read'),
  /** Stops; called again with a reason it adds the reason to the stop that stands. */
  stop: (reason: string | null) => ask<void>('stop_engage', { reason }),
  lift: (reason: string) => ask<void>('stop_lift', { reason }),
}
