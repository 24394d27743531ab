/**
 * STOP: one press and Enter send everything to people. The reason is asked for afterwards, not before. Lifting it needs
 * one.
 */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button, Dialog, Form, Heading, Input, Label, Modal, ModalOverlay, TextField } from 'react-aria-components'
import { keys, useApi } from '../api'
import type { StatusView } from '../bindings/StatusView'
import { FailureNotice } from '../components/FailureNotice'
import { useMay } from '../components/person'
import { useShortcuts } from '../keys/useShortcuts'
import { useText } from '../locale'
import { useStatusText } from './statusText'

type Step = 'ask' | 'reason' | 'lift'

export function Stop({ status }: { status: StatusView | null }) {
  const t = useText()
  const [step, setStep] = useState<Step | null>(null)
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
      <ModalOverlay className="veil" isOpen={step !== null} onOpenChange={() => setStep(null)} isDismissable>
        <Modal>
          {step === 'ask' && <Ask onStopped={() => setStep('reason')} onClose={() => setStep(null)} />}
          {step === 'reason' && <Reason onClose={() => setStep(null)} />}
          {step === 'lift' && <Lift status={status} onClose={() => setStep(null)} />}
        </Modal>
      </ModalOverlay>
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
  const stopping = useStatusMutation(() => api.status.stop(null), onStopped)
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
        <Button className="button danger" autoFocus onPress={() => stopping.isPending || stopping.mutate('')}>
          {t('stop-now')}
        </Button>
      </div>
    </Dialog>
  )
}

function Reason({ onClose }: { onClose: () => void }) {
  const t = useText()
  const api = useApi()
  const sending = useStatusMutation(reason => api.status.stop(reason), onClose)
  return (
    <Dialog className="dialog">
      <Heading slot="title" level={2}>
        {t('stop-done-title')}
      </Heading>
      <p>{t('stop-done-text')}</p>
      <ReasonForm sending={sending} label={t('stop-reason')} action={t('stop-reason-add')}>
        <Button className="button" onPress={onClose}>
          {t('stop-reason-later')}
        </Button>
      </ReasonForm>
    </Dialog>
  )
}

function Lift({ status, onClose }: { status: StatusView | null; onClose: () => void }) {
  const t = useText()
  const api = useApi()
  const sending = useStatusMutation(reason => api.status.lift(reason), onClose)
  return (
    <Dialog className="dialog">
      <Heading slot="title" level={2}>
        {t('lift-title')}
      </Heading>
      {status && <Standing status={status} />}
      <p>{t('lift-text')}</p>
      <ReasonForm sending={sending} label={t('lift-reason')} action={t('lift-action')}>
        <Button className="button" onPress={onClose}>
          {t('cancel')}
        </Button>
      </ReasonForm>
    </Dialog>
  )
}

/** Who stopped, when and why. */
function Standing({ status }: { status: StatusView }) {
  const { running } = useStatusText(status)
  return <p>{status.stop_reason === null ? running : `${running}: ${status.stop_reason}`}</p>
}

type Sending = ReturnType<typeof useStatusMutation>

interface ReasonFormProps {
  sending: Sending
  label: string
  action: string
  children: ReactNode
}

function ReasonForm({ sending, label, action, children }: ReasonFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (sending.isPending) return
    sending.mutate(String(new FormData(event.currentTarget).get('reason') ?? '').trim())
  }
  return (
    <Form onSubmit={submit} className="reason">
      {sending.isError && <FailureNotice failure={sending.error} />}
      <TextField className="field" name="reason" isRequired autoFocus autoComplete="off">
        <Label>{label}</Label>
        <Input />
      </TextField>
      <div className="actions">
        {children}
        <Button type="submit" className="button primary">
          {action}
        </Button>
      </div>
    </Form>
  )
}

/** Sends a reason; the answer is the status, so that the strip is true before the dialog goes. */
function useStatusMutation(send: (reason: string) => Promise<StatusView>, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: status => {
      queries.setQueryData(keys.status, status)
      onDone()
    },
  })
}
