/** Who is at the desk. */
import { useApi } from '../../api'
import { Field, SecretField } from '../../components/Field'
import { useText } from '../../locale'
import { SecretForm } from './SecretForm'

export function SignIn() {
  const api = useApi()
  const t = useText()
  const send = (fields: FormData) =>
    api.session.signIn(String(fields.get('name') ?? ''), String(fields.get('password') ?? ''))
  return (
    <SecretForm title={t('signin-title')} hint={t('signin-hint')} action={t('signin-action')} onSend={send}>
      <Field label={t('signin-name')} name="name" isName isRequired autoFocus />
      <SecretField label={t('signin-password')} name="password" />
    </SecretForm>
  )
}
