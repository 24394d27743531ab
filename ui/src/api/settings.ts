/** Settings: people and roles, a look at the workspace, a backup. */
import type { PersonAddRequest } from '../bindings/PersonAddRequest'
import type { PersonChangeRequest } from '../bindings/PersonChangeRequest'
import { ask } from './transport'

export const settings = {
  people: () => ask('people_list'),
  addPerson: (request: PersonAddRequest) => ask('person_add', request),
  changePerson: (request: PersonChangeRequest) => ask('person_change', request),
  health: () => ask('workspace_health'),
  /** Asks in the desktop's dialog where to; the tray says how it goes. */
  backUp: () => ask('workspace_back_up'),
}
