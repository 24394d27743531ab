/** The policy: what is live, what was, how two differ, and asking for a change. */
import type { PolicyChangeRequest } from '../bindings/PolicyChangeRequest'
import { ask } from './transport'

export const policy = {
  board: () => ask('policy_board'),
  diff: (from: string, to: string) => ask('policy_diff', { from, to }),
  change: (request: PolicyChangeRequest) => ask('policy_change', request),
}
