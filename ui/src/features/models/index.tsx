/**
 * Models: who was live when, the live model beside a candidate with what speaks for and against each, and the way back.
 * Figures, verdicts and the numbers of a roll-back are the engine's.
 */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { queries, useApi } from '../../api'
import type { ModelBoardView } from '../../bindings/ModelBoardView'
import type { ModelStandingView } from '../../bindings/ModelStandingView'
import { Asked } from '../../components/Asked'
import { useReadable } from '../../components/entities'
import { FailureNotice } from '../../components/FailureNotice'
import { Keys } from '../../components/Keys'
import { Moment } from '../../components/Moment'
import { useMay } from '../../components/person'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { useParameters } from '../../location'
import { Comparison } from './Comparison'
import { AskPromotion, Resume, RollBack } from './dialogs'
import { History } from './History'
import { Timeline } from './Timeline'
import './models.css'

type Step = 'ask' | 'roll-back' | 'resume'

export function Models() {
  const t = useText()
  const asked = useQuery(queries.models(useApi()))
  return (
    <div className="page models">
      <header className="page-head">
        <h1>{t('screen-models')}</h1>
        {asked.data && <Train board={asked.data} />}
      </header>
      <Asked query={asked}>{board => <Board board={board} />}</Asked>
    </div>
  )
}

function Board({ board }: { board: ModelBoardView }) {
  const [step, setStep] = useState<Step | null>(null)
  const [candidate, choose] = useCandidate(board)
  const may = useMay()
  const close = () => setStep(null)
  const canAsk = may('promotion_request') && candidate !== undefined && candidate.pending_approval === null
  const canRollBack = may('roll_back') && board.champion !== null
  useShortcuts({
    ...(canAsk && { 'ask-promotion': () => setStep('ask') }),
    ...(canRollBack && { 'roll-back': () => setStep('roll-back') }),
  })
  if (!board.champion && board.others.length === 0) return <NoModel board={board} />
  return (
    <>
      {board.paused_at_ms !== null && <Paused board={board} onResume={() => setStep('resume')} />}
      <Timeline board={board} />
      <Comparison
        champion={board.champion}
        others={board.others}
        candidate={candidate}
        onChoose={choose}
        onAsk={canAsk ? () => setStep('ask') : undefined}
        onRollBack={canRollBack ? () => setStep('roll-back') : undefined}
      />
      <History marks={board.marks} />
      {candidate && <AskPromotion isOpen={step === 'ask'} onClose={close} candidate={candidate} />}
      <RollBack isOpen={step === 'roll-back'} onClose={close} />
      <Resume isOpen={step === 'resume'} onClose={close} />
    </>
  )
}

/** The version that stands beside the live one: the one in the address, else the newest that was never live. */
function useCandidate(board: ModelBoardView): [ModelStandingView | undefined, (version: string) => void] {
  const [{ version }, change] = useParameters()
  const chosen = board.others.find(each => each.version_short === version)
  const fresh = board.others.find(each => !each.was_live)
  return [chosen ?? fresh ?? board.others[0], short => change({ version: short })]
}

function Train({ board }: { board: ModelBoardView }) {
  const t = useText()
  const api = useApi()
  const { count } = useFormat()
  const may = useMay()
  const training = useMutation({ mutationFn: api.models.train })
  const underway = useQuery(queries.work(api)).data?.work.some(
    each => each.kind === 'training' && each.state === 'running',
  )
  const enough = board.labels >= board.labels_needed && board.labelled_intents >= 2
  const can = may('model_train') && enough && underway !== true && !training.isPending
  useShortcuts(can ? { train: () => training.mutate() } : {})
  const labels = t('models-labels', { labels: count(board.labels), intents: count(board.labelled_intents) })
  return (
    <div className="train">
      {training.isError && <FailureNotice failure={training.error} />}
      <span className="quiet">
        {enough
          ? labels
          : t('models-labels-lacking', { labels: count(board.labels), needed: count(board.labels_needed) })}
      </span>
      {may('model_train') && (
        <Button className="button" isDisabled={!can} onPress={() => training.mutate()}>
          <Keys of="train" inButton /> {underway === true ? t('models-training') : t('models-train')}
        </Button>
      )}
    </div>
  )
}

function NoModel({ board }: { board: ModelBoardView }) {
  const t = useText()
  const { count } = useFormat()
  return (
    <div className="empty">
      <h2>{t('models-none-title')}</h2>
      <p>{t('models-none-text')}</p>
      <p className="quiet">{t('models-none-fill', { needed: count(board.labels_needed) })}</p>
    </div>
  )
}

function Paused({ board, onResume }: { board: ModelBoardView; onResume: () => void }) {
  const t = useText()
  const reason = useReadable(board.pause_reason)
  const may = useMay()
  return (
    <div className="notice paused" data-tone="warning">
      <div>
        <strong>{t('models-paused', { by: board.paused_by ?? '' })}</strong>{' '}
        {board.paused_at_ms !== null && <Moment at={board.paused_at_ms} />}
        {reason && <p>{reason}</p>}
      </div>
      {may('routing_resume') ? (
        <Button className="button" onPress={onResume}>
          {t('models-resume')}
        </Button>
      ) : (
        <span className="quiet">{t('models-resume-who')}</span>
      )}
    </div>
  )
}
