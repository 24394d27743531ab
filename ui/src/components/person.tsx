/** Who is in front of the console, and what they may do. Views leave out the rest; the engine's gate asks again. */
import { createContext, type ReactNode, useContext } from 'react'
import type { PersonView } from '../bindings/PersonView'

/** Capabilities that a view asks for, as the engine names them. */
export type Capability =
  | 'import'
  | 'source_change'
  | 'event_read'
  | 'conversation_read'
  | 'quarantine_read'
  | 'quarantine_retry'
  | 'quarantine_discard'
  | 'missed_report'
  | 'decision_read'
  | 'decisions_export'
  | 'review_read'
  | 'review_answer'
  | 'policy_read'
  | 'policy_change'
  | 'policy_approve'
  | 'model_read'
  | 'model_train'
  | 'promotion_request'
  | 'promotion_approve'
  | 'roll_back'
  | 'routing_resume'
  | 'approval_read'
  | 'stop'
  | 'stop_lift'
  | 'fairness_read'
  | 'monitoring_read'
  | 'ledger_read'
  | 'ledger_verify'
  | 'ledger_export'
  | 'workspace_doctor'
  | 'workspace_backup'
  | 'user_read'
  | 'user_change'
  | 'settings_read'
  | 'settings_change'

const NOBODY: PersonView = { id: '', name: '', roles: [], may: [] }

const PersonContext = createContext(NOBODY)

export function PersonProvider({ person, children }: { person: PersonView; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>
}

/** Who is signed in. */
export const usePerson = (): PersonView => useContext(PersonContext)

export function useMay(): (capability: Capability) => boolean {
  const { may } = usePerson()
  return capability => may.includes(capability)
}
