/** A dialog over the page that asks for something and does one thing with it: what was asked, what went wrong, the act. */
import type { FormEvent, ReactNode } from 'react'
import { Button, Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useText } from '../locale'
import { FailureNotice } from './FailureNotice'

interface OverProps {
  isOpen: boolean
  onClose: () => void
  children: ReactNode
}

/** What is inside begins anew with each opening. */
export function Over({ isOpen, onClose, children }: OverProps) {
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={onClose} isDismissable>
      <Modal>{children}</Modal>
    </ModalOverlay>
  )
}

interface Props {
  title: string
  /** Stands above the form: what will happen. */
  text?: ReactNode
  action: string
  /** The act takes something away or cannot be undone. */
  isDanger?: boolean
  isDisabled?: boolean
  /** The act is on its way: it is not sent twice. */
  isPending: boolean
  failure: Error | null
  cancel?: string
  /** A further act, apart from the two. */
  aside?: ReactNode
  className?: string
  onSend: (fields: FormData) => void
  onClose: () => void
  children: ReactNode
}

export function FormDialog(props: Props) {
  const t = useText()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!props.isPending && !props.isDisabled) props.onSend(new FormData(event.currentTarget))
  }
  return (
    <Dialog
      className={props.className ? `dialog ${props.className}` : 'dialog'}
      role={props.isDanger ? 'alertdialog' : 'dialog'}
    >
      <Heading slot="title" level={2}>
        {props.title}
      </Heading>
      {props.text}
      <Form className="reason" onSubmit={submit}>
        {props.children}
        {props.failure && <FailureNotice failure={props.failure} />}
        <div className="actions">
          {props.aside}
          <Button className="button" onPress={props.onClose}>
            {props.cancel ?? t('cancel')}
          </Button>
          <Button
            type="submit"
            className={props.isDanger ? 'button danger' : 'button primary'}
            isDisabled={props.isDisabled === true || props.isPending}
          >
            {props.action}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
