/** The shape of what is being read, so that nothing jumps when it comes. */
import { useText } from '../locale'

export function Reading() {
  const t = useText()
  return (
    <div className="reading" aria-busy="true" role="status">
      <span className="visually-hidden">{t('reading')}</span>
      <div className="skeleton" />
      <div className="skeleton" />
      <div className="skeleton" />
    </div>
  )
}
