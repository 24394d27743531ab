/** Who is here, and whether the workspace is open. */
import { ask } from './transport'

export const session = {
  state: () => ask('session_state'),
  unlock: (passphrase: string) => ask('session_unlock', { passphrase }),
  signIn: (name: string, password: string) => ask('session_sign_in', { name, password }),
  signOut: () => ask('session_sign_out'),
  takeOver: () => ask('workspace_take_over'),
}
