/** Which screen stands on the page. */
import { SessionGate } from '../features/session'

export function App() {
  return <SessionGate>{person => <main>{person.name}</main>}</SessionGate>
}
