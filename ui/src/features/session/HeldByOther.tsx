/** Another process holds the workspace: say which, and offer to take over where it is a worker that ends in order. */
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { keys, useApi } from '../../api'
import type { SessionView } from '../../bindings/SessionView'
import { useText } from '../../locale'
import { SecretForm } from './SecretForm'

export function HeldByOther({ session }: { session: SessionView }) {
  const api = useApi()
  const t = useText()
  const by = session.holder === null ? t('held-by-unknown') : t('held-by', { holder: session.holder })
  if (!session.take_over) return <NotOurs by={by} />
  return (
    <SecretForm
      title={t('held-title')}
      hint={`${by} ${t('held-hint')}`}
      action={t('held-action')}
      onSend={api.session.takeOver}
    />
  )
}

/** A window or a command of somebody: only they can end it. */
function NotOurs({ by }: { by: string }) {
  const queries = useQueryClient()
  const t = useText()
  return (
    <section className="sheet" aria-labelledby="held">
      <div>
        <h2 id="held">{t('held-title')}</h2>
        <p className="quiet">
          {by} {t('held-hint-wait')}
        </p>
      </div>
      <Button className="button primary" onPress={() => queries.invalidateQueries({ queryKey: keys.session })}>
        {t('retry')}
      </Button>
    </section>
  )
}
