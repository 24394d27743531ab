/** A dialog that does one thing for a reason. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Field } from './Field'
import { FormDialog, Over } from './FormDialog'

interface Props {
  isOpen: boolean
  onClose: () => void
  title: string
  label: string
  action: string
  cancel?: string
  isDanger?: boolean
  /** What must be known first is not there yet. */
  isWaiting?: boolean
  onSend: (reason: string) => Promise<unknown>
  children?: ReactNode
}

export function ReasonDialog({ isOpen, ...rest }: Props) {
  return (
    <Over isOpen={isOpen} onClose={rest.onClose}>
      <Body {...rest} />
    </Over>
  )
}

function Body({ label, isWaiting, onSend, children, ...rest }: Omit<Props, 'isOpen'>) {
  const sending: UseMutationResult<unknown, Error, string> = useMutation({
    mutationFn: onSend,
    onSuccess: rest.onClose,
  })
  return (
    <FormDialog
      {...rest}
      text={children}
      isDisabled={isWaiting}
      isPending={sending.isPending}
      failure={sending.error}
      onSend={fields => sending.mutate(String(fields.get('reason') ?? '').trim())}
    >
      <Field label={label} name="reason" isRequired autoFocus />
    </FormDialog>
  )
}
