/** A form of the entrance: labelled fields, one button, what went wrong. What is typed is kept only until it is sent. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { Button, Form } from 'react-aria-components'
import { keys } from '../../api'
import type { SessionView } from '../../bindings/SessionView'
import { FailureNotice } from '../../components/FailureNotice'

interface Props {
  title: string
  hint: string
  action: string
  /** Receives the fields by name; resolves to where the session stands then. */
  onSend: (fields: FormData) => Promise<SessionView>
  /** The id of a text that says more than the failure's own. */
  refusal?: string
  children?: ReactNode
}

export function SecretForm({ title, hint, action, onSend, refusal, children }: Props) {
  const queries = useQueryClient()
  const sending = useMutation({
    mutationFn: onSend,
    gcTime: 0,
    onSuccess: session => queries.setQueryData(keys.session, session),
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
      {sending.isError && <FailureNotice failure={sending.error} textId={refusal} />}
      {children}
      <Button type="submit" className="button primary" isDisabled={sending.isPending}>
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
