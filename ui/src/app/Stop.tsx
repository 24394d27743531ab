/**
 * STOP: one press and Enter send everything to people. The reason is asked for afterwards, not before. Lifting it needs
 * one.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Dialog, Heading } from 'react-aria-components'
import { keys, useApi } from '../api'
import type { StatusView } from '../bindings/StatusView'
import { useReadable } from '../components/entities'
import { FailureNotice } from '../components/FailureNotice'
import { Over } from '../components/FormDialog'
import { useMay } from '../components/person'
import { ReasonDialog } from '../components/ReasonDialog'
import { useShortcuts } from '../keys/useShortcuts'
import { useText } from '../locale'
import { useStatusText } from './statusText'

type Step = 'ask' | 'reason' | 'lift'

export function Stop({ status }: { status: StatusView | null }) {
  const t = useText()
  const api = useApi()
  const keep = useKeepStatus()
  const [step, setStep] = useState<Step | null>(null)
  const close = () => setStep(null)
  const may = useMay()
  const next = nextStep(status, may)
  const begin = () => setStep(next)
  useShortcuts({ stop: begin })
  return (
    <>
      {next === 'ask' && (
        <Button className="button danger" onPress={begin}>
          <span aria-hidden="true">■</span> {t('stop')}
        </Button>
      )}
      {next === 'lift' && (
        <Button className="button" onPress={begin}>
          {t('stop-lift')}
        </Button>
      )}
      {next === 'reason' && (
        <Button className="button" onPress={begin}>
          {t('stop-reason-say')}
        </Button>
      )}
      <Over isOpen={step === 'ask'} onClose={close}>
        <Ask onStopped={() => setStep('reason')} onClose={close} />
      </Over>
      <ReasonDialog
        isOpen={step === 'reason'}
        onClose={close}
        title={t('stop-done-title')}
        label={t('stop-reason')}
        action={t('stop-reason-add')}
        cancel={t('stop-reason-later')}
        onSend={async reason => keep(await api.status.stop(reason))}
      >
        <p>{t('stop-done-text')}</p>
      </ReasonDialog>
      <ReasonDialog
        isOpen={step === 'lift'}
        onClose={close}
        title={t('lift-title')}
        label={t('lift-reason')}
        action={t('lift-action')}
        onSend={async reason => keep(await api.status.lift(reason))}
      >
        {status && <Standing status={status} />}
        <p>{t('lift-text')}</p>
      </ReasonDialog>
    </>
  )
}

/** What the button is for now. Whoever may not lift a stop may still say why they made it. */
function nextStep(status: StatusView | null, may: ReturnType<typeof useMay>): Step | null {
  if (status?.running !== 'stopped') return may('stop') ? 'ask' : null
  if (may('stop_lift')) return 'lift'
  return may('stop') && status.stop_reason === null ? 'reason' : null
}

function Ask({ onStopped, onClose }: { onStopped: () => void; onClose: () => void }) {
  const t = useText()
  const api = useApi()
  const keep = useKeepStatus()
  const stopping = useMutation({
    mutationFn: () => api.status.stop(null),
    onSuccess: status => {
      keep(status)
      onStopped()
    },
  })
  return (
    <Dialog className="dialog" role="alertdialog">
      <Heading slot="title" level={2}>
        {t('stop-ask-title')}
      </Heading>
      <p>{t('stop-ask-text')}</p>
      {stopping.isError && <FailureNotice failure={stopping.error} />}
      <div className="actions">
        <Button className="button" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button className="button danger" autoFocus onPress={() => stopping.isPending || stopping.mutate()}>
          {t('stop-now')}
        </Button>
      </div>
    </Dialog>
  )
}

/** Who stopped, when and why. */
function Standing({ status }: { status: StatusView }) {
  const { running } = useStatusText(status)
  const reason = useReadable(status.stop_reason)
  return <p>{reason === null ? running : `${running}: ${reason}`}</p>
}

/** The answer of an act is the status, so that the strip is true before the dialog goes. */
function useKeepStatus() {
  const queries = useQueryClient()
  return (status: StatusView) => queries.setQueryData(keys.status, status)
}
