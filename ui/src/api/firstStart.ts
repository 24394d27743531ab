/** The first start: making a workspace, showing that its recovery code was kept, filling it; and opening one by its code. */
import type { RecoverRequest } from '../bindings/RecoverRequest'
import type { WorkspaceCreateRequest } from '../bindings/WorkspaceCreateRequest'
import { ask } from './transport'

export const firstStart = {
  read: () => ask('first_start_read'),
  /** Without a folder the desktop's dialog asks for one. */
  propose: (folder: string | null) => ask('first_start_folder', { folder }),
  create: (request: WorkspaceCreateRequest) => ask('first_start_create', request),
  confirm: (groups: string[]) => ask('first_start_confirm', { groups }),
  own: () => ask('first_start_own'),
  sample: () => ask('first_start_sample'),
  recover: (request: RecoverRequest) => ask('workspace_recover', request),
}
