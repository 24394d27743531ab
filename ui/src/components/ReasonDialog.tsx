/** A dialog that does one thing for a reason: what will happen, the reason, what went wrong, the act. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { Button, Dialog, Form, Heading, Input, Label, Modal, ModalOverlay, TextField } from 'react-aria-components'
import { useText } from '../locale'
import { FailureNotice } from './FailureNotice'

interface Props {
  isOpen: boolean
  onClose: () => void
  title: string
  label: string
  action: string
  /** The act takes something away or cannot be undone. */
  isDanger?: boolean
  /** What must be known first is not there yet. */
  isWaiting?: boolean
  onSend: (reason: string) => Promise<unknown>
  children?: ReactNode
}

export function ReasonDialog({ isOpen, onClose, ...rest }: Props) {
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={onClose} isDismissable>
      <Modal>
        <Body onClose={onClose} {...rest} />
      </Modal>
    </ModalOverlay>
  )
}

function Body({ onClose, title, label, action, isDanger, isWaiting, onSend, children }: Omit<Props, 'isOpen'>) {
  const t = useText()
  const sending: UseMutationResult<unknown, Error, string> = useMutation({ mutationFn: onSend, onSuccess: onClose })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (sending.isPending || isWaiting) return
    sending.mutate(String(new FormData(event.currentTarget).get('reason') ?? '').trim())
  }
  return (
    <Dialog className="dialog" role={isDanger ? 'alertdialog' : 'dialog'}>
      <Heading slot="title" level={2}>
        {title}
      </Heading>
      {children}
      <Form onSubmit={submit} className="reason">
        {sending.isError && <FailureNotice failure={sending.error} />}
        <TextField className="field" name="reason" isRequired autoFocus autoComplete="off">
          <Label>{label}</Label>
          <Input />
        </TextField>
        <div className="actions">
          <Button className="button" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            className={isDanger ? 'button danger' : 'button primary'}
            isDisabled={isWaiting === true || sending.isPending}
          >
            {action}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
