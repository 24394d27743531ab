/** The workspace's key is made from a passphrase where the desktop has no keyring. */
import { Input, Label, TextField } from 'react-aria-components'
import { useApi } from '../../api'
import { useText } from '../../locale'
import { SecretForm } from './SecretForm'

export function Unlock() {
  const api = useApi()
  const t = useText()
  const send = (fields: FormData) => api.session.unlock(String(fields.get('passphrase') ?? ''))
  return (
    <SecretForm
      title={t('unlock-title')}
      hint={t('unlock-hint')}
      action={t('unlock-action')}
      onSend={send}
      refusal="unlock-refused"
    >
      <TextField className="field" name="passphrase" type="password" isRequired autoFocus autoComplete="off">
        <Label>{t('unlock-passphrase')}</Label>
        <Input />
      </TextField>
    </SecretForm>
  )
}
