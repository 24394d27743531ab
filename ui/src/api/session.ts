/** Who is here, and whether the workspace is open. */
import type { SessionView } from '../bindings/SessionView'
import { ask } from './transport'

export const session = {
  state: () => ask<SessionView>('session_state'),
  unlock: (passphrase: string) => ask<void>('session_unlock', { passphrase }),
  signIn: (name: string, password: string) => ask<void>('session_sign_in', { name, password }),
  signOut: () => ask<void>('session_sign_out'),
  takeOver: () => ask<void>('workspace_take_over'),
}
