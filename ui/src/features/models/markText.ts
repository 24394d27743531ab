/** What happened to a model, in words. */
import type { ModelMarkView } from '../../bindings/ModelMarkView'
import { useText } from '../../locale'

export function useMarkText(): (mark: ModelMarkView) => string {
  const t = useText()
  return ({ kind, version_short, replaces_short }) => {
    const version = version_short ?? ''
    const before = replaces_short ?? ''
    if (kind === 'released')
      return before ? t('mark-released', { version, before }) : t('mark-released-first', { version })
    if (kind === 'rolled_back')
      return version ? t('mark-rolled-back', { version, before }) : t('mark-rolled-back-to-none', { before })
    return t(kind === 'paused' ? 'mark-paused' : 'mark-resumed')
  }
}
