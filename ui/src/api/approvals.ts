/** What waits for a second person. */
import { ask } from './transport'

export const approvals = {
  list: () => ask('approval_list'),
  approve: (approvalId: string) => ask('approval_approve', { approval_id: approvalId }),
  refuse: (approvalId: string) => ask('approval_refuse', { approval_id: approvalId }),
}
