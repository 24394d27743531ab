/** A workspace was made and the page that showed its recovery code is gone: say what to do. */
import { useText } from '../../locale'

export function Unconfirmed() {
  const t = useText()
  return (
    <section className="sheet" aria-labelledby="unconfirmed">
      <h2 id="unconfirmed">{t('unconfirmed-title')}</h2>
      <p>{t('unconfirmed-hint')}</p>
    </section>
  )
}
