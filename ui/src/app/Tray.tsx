/** The tray at the bottom right: what is under way, how far, how long still, and its end until somebody puts it away. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, ProgressBar } from 'react-aria-components'
import { queries, useApi } from '../api'
import type { SamplePersonView } from '../bindings/SamplePersonView'
import type { WorkView } from '../bindings/WorkView'
import { useFailureText } from '../components/FailureNotice'
import { useText } from '../locale'
import { useFormat } from '../locale/format'
import './tray.css'

export function Tray() {
  const t = useText()
  const { count } = useFormat()
  const { data } = useQuery(queries.work(useApi()))
  const [isOpen, setIsOpen] = useState(true)
  const work = data?.work ?? []
  const running = work.filter(({ state }) => state === 'running').length
  return (
    <section className="tray" aria-label={t('tray')}>
      {work.length > 0 && (
        <Button className="button summary" aria-expanded={isOpen} onPress={() => setIsOpen(!isOpen)}>
          {t('tray-summary', { running: count(running), ended: count(work.length - running) })}
          <span aria-hidden="true">{isOpen ? '▾' : '▴'}</span>
        </Button>
      )}
      {isOpen && (
        <ul>
          {work.map(each => (
            <Row key={each.work_id} work={each} />
          ))}
        </ul>
      )}
      <p className="visually-hidden" role="status">
        <Ends work={work} />
      </p>
    </section>
  )
}

function Row({ work }: { work: WorkView }) {
  const t = useText()
  const format = useFormat()
  const api = useApi()
  const cancelling = useMutation({ mutationFn: () => api.work.cancel(work.work_id) })
  const clearing = useMutation({ mutationFn: () => api.work.clear(work.work_id) })
  const name = work.subject === null ? t(`work-${work.kind}`) : t(`work-${work.kind}-of`, { subject: work.subject })
  const running = work.state === 'running'
  return (
    <li data-state={work.state}>
      <div className="what">
        <strong>{name}</strong>
        {running ? <Progress work={work} name={name} /> : <End work={work} />}
      </div>
      {running && work.cancellable && (
        <Button
          className="button plain"
          aria-label={t('work-cancel', { name })}
          isDisabled={cancelling.isPending}
          onPress={() => cancelling.mutate()}
        >
          {t('cancel')}
        </Button>
      )}
      {!running && (
        <Button className="button plain" aria-label={t('work-clear', { name })} onPress={() => clearing.mutate()}>
          <span aria-hidden="true">✕</span>
        </Button>
      )}
      {running && work.remaining_ms !== null && (
        <span className="quiet still">{t('work-still', { time: format.duration(work.remaining_ms) })}</span>
      )}
    </li>
  )
}

function Progress({ work, name }: { work: WorkView; name: string }) {
  const t = useText()
  const { count, percent } = useFormat()
  const done =
    work.done > 0 && work.kind === 'import' ? t('work-rows', { count: work.done, figure: count(work.done) }) : ''
  const stage = work.stage === null ? done : t(`work-stage-${work.stage.replaceAll(' ', '-')}`)
  const far = work.share === null ? stage : [percent(work.share), stage].filter(Boolean).join(' · ')
  const position = work.share === null ? { isIndeterminate: true } : { value: work.share * 100 }
  return (
    <ProgressBar aria-label={name} valueLabel={far} {...position}>
      {({ percentage, isIndeterminate }) => (
        <>
          <span className="far quiet">{far}</span>
          <div className="bar" data-indeterminate={isIndeterminate || undefined}>
            <div style={{ width: `${isIndeterminate ? 100 : percentage}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  )
}

function End({ work }: { work: WorkView }) {
  return (
    <>
      <p className="end">
        <EndText work={work} />
      </p>
      {work.outcome?.kind === 'furnished' && <People people={work.outcome.people} />}
    </>
  )
}

/** Who can sign in to the sample; their passwords guard invented data. */
function People({ people }: { people: SamplePersonView[] }) {
  const t = useText()
  return (
    <table className="sample-people" aria-label={t('work-furnished-people')}>
      <tbody>
        {people.map(({ name, role, password }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="quiet">{t(`role-${role}`)}</td>
            <td>
              <code>{password}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Says aloud what has just ended; silent about progress. */
function Ends({ work }: { work: WorkView[] }) {
  return work.filter(({ state }) => state !== 'running').map(each => <EndText key={each.work_id} work={each} />)
}

function EndText({ work: { kind, state, failure, outcome } }: { work: WorkView }) {
  const t = useText()
  const { count } = useFormat()
  const { text } = useFailureText(failure)
  if (state === 'cancelled') return t(`work-${kind}-cancelled`)
  if (state === 'failed') return failure?.code === 'input' ? failure.message : text
  switch (outcome?.kind) {
    case 'imported':
      return t('work-imported', {
        taken: count(outcome.taken),
        duplicates: count(outcome.duplicates),
        quarantined: count(outcome.quarantined),
      })
    case 'trained':
      return t('work-trained', { version: outcome.version_short })
    case 'written':
      return t('work-written', { folder: outcome.folder })
    case 'furnished':
      return t('work-furnished')
    default:
      return t('work-done')
  }
}
