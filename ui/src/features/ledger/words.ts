/** Acts and actors in words. An act without words stands there by its name in the ledger. */
import type { LedgerRowView } from '../../bindings/LedgerRowView'
import { useLocalization } from '../../locale'

export function useActName(): (act: string) => string {
  const { t, has } = useLocalization()
  return act => (has(`act-${act}`) ? t(`act-${act}`) : act)
}

export function useActorName(): (row: LedgerRowView) => string {
  const { t } = useLocalization()
  return ({ actor, actor_name }) => actor_name ?? (actor === 'engine' ? t('ledger-engine') : actor)
}
