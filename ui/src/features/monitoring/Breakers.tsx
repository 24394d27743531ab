/** What stops routing without a person, by somebody or by itself: each breaker with its state now. */
import { useQuery } from '@tanstack/react-query'
import { queries, useApi } from '../../api'
import type { FaultPart } from '../../bindings/FaultPart'
import type { StatusView } from '../../bindings/StatusView'
import { useFailureText } from '../../components/FailureNotice'
import { Rows } from '../../components/Rows'
import { useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import { type Place, PlaceLink } from '../../location'

const PARTS: FaultPart[] = ['inbox', 'decisions', 'outbox']

interface Breaker {
  id: string
  isOpen: boolean
  state: string
  to: Place
}

const place = (screen: string, parameters: Place['parameters'] = {}): Place => ({ screen, parameters })

export function Breakers() {
  const t = useText()
  const { data: status } = useQuery(queries.status(useApi()))
  const breakers = useBreakers(status)
  if (!status) return null
  return (
    <section aria-labelledby="breakers">
      <h2 id="breakers">{t('breakers')}</h2>
      <Rows
        className="breakers"
        rows={breakers}
        keyOf={({ id }) => id}
        columns={[
          {
            title: t('breakers-what'),
            isHead: true,
            cell: ({ id, to }) => <PlaceLink to={to}>{t(`breaker-${id}`)}</PlaceLink>,
          },
          {
            title: t('breakers-state'),
            look: ({ isOpen }) => ({ className: 'breaker', 'data-open': isOpen || undefined }) as object,
            cell: ({ isOpen, state }) => (
              <>
                <span aria-hidden="true">{isOpen ? '■' : '●'}</span> {state}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}

function useBreakers(status: StatusView | undefined): Breaker[] {
  const t = useText()
  const { clock } = useFormat()
  const now = useNow()
  const { data: board } = useQuery(queries.models(useApi()))
  const inbox = useFault(status, 'inbox')
  const decisions = useFault(status, 'decisions')
  const outbox = useFault(status, 'outbox')
  if (!status) return []
  const faults = { inbox, decisions, outbox }
  const isStopped = status.running === 'stopped'
  const isPaused = board !== undefined && board.paused_at_ms !== null
  const at = (atMs: number | null) => (atMs === null ? '' : clock(atMs, now))
  const by = status.stopped_by === 'file' ? t('breaker-stop-file') : (status.stopped_by ?? '')
  return [
    {
      id: 'stop',
      isOpen: isStopped,
      state: isStopped ? t('breaker-stop-on', { by, time: at(status.stopped_at_ms) }) : t('breaker-stop-off'),
      to: place('ledger', { act: 'stop_engaged' }),
    },
    {
      id: 'pause',
      isOpen: isPaused,
      state: isPaused ? t('breaker-pause-on', { time: at(board.paused_at_ms) }) : t('breaker-pause-off'),
      to: place('models'),
    },
    {
      id: 'promise',
      isOpen: status.promise !== 'valid',
      state: t(`breaker-promise-${status.promise}`),
      to: place('promise'),
    },
    ...PARTS.map(part => ({
      id: part,
      isOpen: faults[part] !== null,
      state: faults[part] ?? t('breaker-part-works'),
      to: place(part === 'inbox' ? 'sources' : 'decisions'),
    })),
  ]
}

/** What keeps a part of the work from going on, in words; nothing while it goes on. */
function useFault(status: StatusView | undefined, part: FaultPart): string | null {
  const fault = status?.faults.find(each => each.part === part)
  const { text } = useFailureText(fault?.failure)
  if (!fault) return null
  return fault.failure.code === 'disk_full' ? text : fault.failure.message
}
