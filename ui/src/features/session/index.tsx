/** Which screen stands before the console, or the console itself once somebody signed in. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { queries, useApi } from '../../api'
import type { PersonView } from '../../bindings/PersonView'
import type { SessionView } from '../../bindings/SessionView'
import type { WorkspaceView } from '../../bindings/WorkspaceView'
import { CannotOpen } from './CannotOpen'
import { Entrance } from './Entrance'
import { Fill, FirstStart } from './FirstStart'
import { HeldByOther } from './HeldByOther'
import { Recoverable } from './Recover'
import { SignIn } from './SignIn'
import { Unconfirmed } from './Unconfirmed'
import { Unlock } from './Unlock'
import '../../styles/entrance.css'

interface Props {
  children: (person: PersonView, workspace: WorkspaceView) => ReactNode
}

export function SessionGate({ children }: Props) {
  const { data, error } = useQuery(queries.session(useApi()))
  if (data?.phase === 'signed_in' && data.person && !data.fresh) return children(data.person, data.workspace)
  if (!data && !error) return null
  return <Entrance workspace={data?.workspace ?? null}>{data ? screen(data) : <CannotOpen failure={error} />}</Entrance>
}

function screen(session: SessionView): ReactNode {
  switch (session.phase) {
    case 'absent':
      return <FirstStart />
    case 'unconfirmed':
      return <Unconfirmed />
    case 'signed_in':
      return <Fill />
    case 'locked':
      return (
        <Recoverable>
          <Unlock />
        </Recoverable>
      )
    case 'held_by_other':
      return <HeldByOther session={session} />
    case 'failed':
      return session.failure?.code === 'key_unavailable' ? (
        <Recoverable>
          <CannotOpen failure={session.failure} />
        </Recoverable>
      ) : (
        <CannotOpen failure={session.failure} />
      )
    default:
      return <SignIn />
  }
}
