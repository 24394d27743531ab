/** The workspace cannot be opened: what happened, what was kept, what to do. */
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { keys } from '../../api'
import { FailureNotice } from '../../components/FailureNotice'
import { useText } from '../../locale'

export function CannotOpen({ failure }: { failure: unknown }) {
  const queries = useQueryClient()
  const t = useText()
  return (
    <section className="sheet" aria-labelledby="cannot-open">
      <div>
        <h2 id="cannot-open">{t('cannot-open-title')}</h2>
        <p className="quiet">{t('cannot-open-hint')}</p>
      </div>
      <FailureNotice failure={failure} />
      <Button className="button primary" onPress={() => queries.invalidateQueries({ queryKey: keys.session })}>
        {t('cannot-open-retry')}
      </Button>
    </section>
  )
}
