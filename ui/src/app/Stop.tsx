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
import { useShortcuts } from '../keys/useShortcuts'
import { useText } from '../locale'

type Step = 'ask' | 'reason' | 'lift'

export function Stop({ status }: { status: StatusView | null }) {
  const t = useText()
  const [step, setStep] = useState<Step | null>(null)
  const stopped = status?.running === 'stopped'
  const begin = () => setStep(stopped ? 'lift' : 'ask')
  useShortcuts({ stop: begin })
  return (
    <>
      <Button className={stopped ? 'button' : 'button danger'} onPress={begin}>
        {stopped ? (
          t('stop-lift')
        ) : (
          <>
            <span aria-hidden="true">■</span> {t('stop')}
          </>
        )}
      </Button>
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
        <Button className="button danger" autoFocus isPending={stopping.isPending} onPress={() => stopping.mutate('')}>
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
      {status && <p>{status.sentence}</p>}
      <p>{t('lift-text')}</p>
      <ReasonForm sending={sending} label={t('lift-reason')} action={t('lift-action')}>
        <Button className="button" onPress={onClose}>
          {t('cancel')}
        </Button>
      </ReasonForm>
    </Dialog>
  )
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
        <Button type="submit" className="button primary" isPending={sending.isPending}>
          {action}
        </Button>
      </div>
    </Form>
  )
}

/** Sends a reason and then reads the status again, so that the strip is true before the dialog goes. */
function useStatusMutation(send: (reason: string) => Promise<unknown>, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.status })
      onDone()
    },
  })
}
