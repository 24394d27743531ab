/** Whether anything is routed without a person, and the STOP that ends it. */
import { ask } from './transport'

export const status = {
  read: () => ask('status_read'),
  /** Stops; called again with a reason it adds the reason to the stop that stands. */
  stop: (reason: string | null) => ask('stop_engage', { reason }),
  lift: (reason: string) => ask('stop_lift', { reason }),
}
