/** Who is in front of the console, and what they may do. Views leave out the rest; the engine's gate asks again. */
import { createContext, type ReactNode, useContext } from 'react'
import type { PersonView } from '../bindings/PersonView'

/** Capabilities that a view asks for, as the engine names them. */
export type Capability = 'review_read' | 'review_answer' | 'stop' | 'stop_lift'

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
