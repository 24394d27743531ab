/** Who is at the desk. */
import { Input, Label, TextField } from 'react-aria-components'
import { useApi } from '../../api'
import { useText } from '../../locale'
import { SecretForm } from './SecretForm'

export function SignIn() {
  const api = useApi()
  const t = useText()
  const send = (fields: FormData) =>
    api.session.signIn(String(fields.get('name') ?? ''), String(fields.get('password') ?? ''))
  return (
    <SecretForm title={t('signin-title')} hint={t('signin-hint')} action={t('signin-action')} onSend={send}>
      <TextField className="field" name="name" isRequired autoFocus autoComplete="off">
        <Label>{t('signin-name')}</Label>
        <Input spellCheck={false} autoCapitalize="none" />
      </TextField>
      <TextField className="field" name="password" type="password" isRequired autoComplete="off">
        <Label>{t('signin-password')}</Label>
        <Input />
      </TextField>
    </SecretForm>
  )
}
