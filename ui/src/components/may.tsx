/** What the person in front of the console may do. Views leave out the rest; the engine's gate asks again. */
import { createContext, type ReactNode, useContext } from 'react'
import type { PersonView } from '../bindings/PersonView'

/** Capabilities that a view asks for, as the engine names them. */
export type Capability = 'review_read' | 'review_answer' | 'stop' | 'stop_lift'

const MayContext = createContext<readonly string[]>([])

export function MayProvider({ person, children }: { person: PersonView; children: ReactNode }) {
  return <MayContext value={person.may}>{children}</MayContext>
}

export function useMay(): (capability: Capability) => boolean {
  const held = useContext(MayContext)
  return capability => held.includes(capability)
}
