/** A form of the entrance: labelled fields, one button, what went wrong. What is typed is kept only until it is sent. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { Button, Form } from 'react-aria-components'
import { keys } from '../../api'
import { FailureNotice } from '../../components/FailureNotice'

interface Props {
  title: string
  hint: string
  action: string
  /** Receives the fields by name; resolves when the session moved on. */
  onSend: (fields: FormData) => Promise<unknown>
  children?: ReactNode
}

export function SecretForm({ title, hint, action, onSend, children }: Props) {
  const queries = useQueryClient()
  const sending = useMutation({
    mutationFn: onSend,
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.session }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (sending.isPending) return
    const form = event.currentTarget
    sending.mutate(new FormData(form), { onError: () => selectSecret(form) })
  }
  return (
    <Form className="sheet" onSubmit={submit} aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p className="quiet">{hint}</p>
      </div>
      {sending.isError && <FailureNotice failure={sending.error} />}
      {children}
      <Button type="submit" className="button primary" isPending={sending.isPending}>
        {action}
      </Button>
    </Form>
  )
}

/** After a refusal the name stays, and the next key replaces the secret. */
function selectSecret(form: HTMLFormElement): void {
  const secret = form.querySelector<HTMLInputElement>('input[type="password"]')
  secret?.focus()
  secret?.select()
}
