/**
 * What is true now, in words: whether anything is routed without a person, by which model and policy, and whether the
 * promise holds. The colour repeats the words.
 */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { queries, useApi } from '../api'
import type { FaultView } from '../bindings/FaultView'
import type { PersonView } from '../bindings/PersonView'
import type { RunningState } from '../bindings/RunningState'
import type { StatusView } from '../bindings/StatusView'
import { useReadable } from '../components/entities'
import { useFailureText } from '../components/FailureNotice'
import { Keys } from '../components/Keys'
import { Mark } from '../components/Mark'
import { useText } from '../locale'
import { useFormat, useNow } from '../locale/format'
import { PersonMenu } from './PersonMenu'
import { Stop } from './Stop'
import { useStatusText } from './statusText'

interface Props {
  person: PersonView
  onKeys: () => void
  onPalette: () => void
}

export function StatusStrip({ person, onKeys, onPalette }: Props) {
  const t = useText()
  const status = useQuery(queries.status(useApi()))
  return (
    <header className="strip">
      <span className="product">
        <Mark />
        <span className="name">{t('product')}</span>
      </span>
      <div className="state" role="status">
        {status.data ? <State status={status.data} /> : <Unknown failure={status.error} />}
      </div>
      <Button className="button plain commands" onPress={onPalette}>
        <span className="visually-hidden">{t('palette-open')}</span>
        <span className="glass" aria-hidden="true">
          ⌕
        </span>
        <Keys of="palette" inButton />
      </Button>
      <PersonMenu person={person} onKeys={onKeys} />
      <Stop status={status.data ?? null} />
    </header>
  )
}

const SIGNS: Record<RunningState, string> = {
  running: '●',
  stopped: '■',
  paused: '❚❚',
  no_model: '○',
  no_guarantee: '○',
}

function State({ status }: { status: StatusView }) {
  const t = useText()
  const { running, promise } = useStatusText(status)
  const reason = useReadable(status.stop_reason)
  return (
    <>
      <span className="fact" data-state={status.running}>
        <span className="sign" aria-hidden="true">
          {SIGNS[status.running]}
        </span>
        {running}
      </span>
      {reason && status.stopped_by !== 'file' && (
        <span className="fact reason" title={reason}>
          {reason}
        </span>
      )}
      {status.faults.map(fault => (
        <FaultOf key={fault.part} fault={fault} />
      ))}
      {status.set_aside > 0 && (
        <span className="fact" data-state="stopped">
          {t('strip-set-aside', { count: status.set_aside })}
        </span>
      )}
      <Imports running={status.imports_running} />
      <span className="fact" data-promise={status.promise}>
        {promise}
      </span>
      {status.model_version_short && (
        <span className="fact">{t('strip-model', { version: status.model_version_short })}</span>
      )}
      <span className="fact">{t('strip-policy', { version: status.policy_version_short })}</span>
    </>
  )
}

function Imports({ running }: { running: StatusView['imports_running'] }) {
  const t = useText()
  const { count } = useFormat()
  return running.map(({ name, rows_done }) => (
    <span key={name} className="fact">
      {t('strip-import', { name, rows: count(rows_done) })}
    </span>
  ))
}

/** A part of the background work that does not go on. What the engine says of it names the place: it is shown whole. */
function FaultOf({ fault }: { fault: FaultView }) {
  const t = useText()
  const { clock } = useFormat()
  const { text } = useFailureText(fault.failure)
  const what = fault.failure.code === 'disk_full' ? text : fault.failure.message
  const time = clock(fault.since_ms, useNow())
  return (
    <span className="fact" data-state="stopped" title={what}>
      {t('strip-fault', { part: t(`fault-part-${fault.part}`), what, time })}
    </span>
  )
}

/** Where the status cannot be read the strip says so: silence would be read as "running". */
function Unknown({ failure }: { failure: unknown }) {
  const t = useText()
  const { text } = useFailureText(failure)
  if (!failure) return <span className="fact quiet">{t('strip-reading')}</span>
  return (
    <span className="fact" data-state="stopped">
      {t('strip-unknown', { text })}
    </span>
  )
}
