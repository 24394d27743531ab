/** The workspace's key is made from a passphrase where the desktop has no keyring. */
import { useApi } from '../../api'
import { SecretField } from '../../components/Field'
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
      <SecretField label={t('unlock-passphrase')} name="passphrase" autoFocus />
    </SecretForm>
  )
}
