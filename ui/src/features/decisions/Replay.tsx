/** Makes the decision again from what is stored, and says whether every field came out the same. */
import { useMutation } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { useApi } from '../../api'
import type { ReplayView } from '../../bindings/ReplayView'
import { FailureNotice } from '../../components/FailureNotice'
import { Keys } from '../../components/Keys'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'

export function Replay({ decisionId }: { decisionId: string }) {
  const t = useText()
  const api = useApi()
  const replay = useMutation({ mutationFn: () => api.decisions.replay(decisionId) })
  useShortcuts({ replay: () => replay.mutate() })
  return (
    <section className="decision-part replay" aria-label={t('replay-title')}>
      <h3>{t('replay-title')}</h3>
      <p className="quiet">{t('replay-text')}</p>
      <Button className="button" isDisabled={replay.isPending} onPress={() => replay.mutate()}>
        <Keys of="replay" inButton />
        {t('replay-action')}
      </Button>
      <div role="status">
        {replay.data && <Result result={replay.data} />}
        {replay.error && <FailureNotice failure={replay.error} />}
      </div>
    </section>
  )
}

function Result({ result }: { result: ReplayView }) {
  const t = useText()
  if (result.same)
    return (
      <p className="notice" data-tone="good">
        {t('replay-same')}
      </p>
    )
  return (
    <div className="notice" data-tone="warning">
      <p>{t('replay-differs', { count: result.differences.length })}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('replay-field')}</th>
            <th scope="col">{t('replay-kept')}</th>
            <th scope="col">{t('replay-again')}</th>
          </tr>
        </thead>
        <tbody>
          {result.differences.map(({ field, kept, replayed }) => (
            <tr key={field}>
              <th scope="row">
                <code>{field}</code>
              </th>
              <td>{kept}</td>
              <td>{replayed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
