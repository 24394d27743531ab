/** Another process holds the workspace: say which, and offer to take over. */
import { useApi } from '../../api'
import { useText } from '../../locale'
import { SecretForm } from './SecretForm'

export function HeldByOther({ holder }: { holder: string | null }) {
  const api = useApi()
  const t = useText()
  return (
    <SecretForm
      title={t('held-title')}
      hint={holder ? t('held-hint', { holder }) : t('held-hint-unknown')}
      action={t('held-action')}
      onSend={api.session.takeOver}
    />
  )
}
