/** Rules and queues, and the text they come from. A rule that asks beats every rule that acts. */
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { PolicyBoardView } from '../../bindings/PolicyBoardView'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'

export function Rules({ board }: { board: PolicyBoardView }) {
  const t = useText()
  const { duration } = useFormat()
  return (
    <>
      <section aria-labelledby="rules">
        <h2 id="rules">{t('policy-rules')}</h2>
        <p className="quiet">{t('policy-rules-text')}</p>
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t('rule-name')}</th>
              <th scope="col">{t('rule-effect')}</th>
              <th scope="col">{t('rule-when')}</th>
              <th scope="col">{t('rule-queue')}</th>
              <th scope="col">{t('rule-time')}</th>
            </tr>
          </thead>
          <tbody>
            {board.rules.map(rule => (
              <tr key={rule.name}>
                <th scope="row">
                  <code>{rule.name}</code>
                </th>
                <td>{t(rule.asks ? 'rule-asks' : 'rule-acts')}</td>
                <td>
                  {[
                    ...(rule.intents.length > 0 ? [rule.intents.join(', ')] : []),
                    ...rule.conditions.map(each => t(`condition-${each}`)),
                  ].join(' · ') || t('rule-any')}
                </td>
                <td>{rule.queue}</td>
                <td>{duration(rule.sla_ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="queues">
        <h2 id="queues">{t('policy-queues')}</h2>
        <table className="rows narrow">
          <thead>
            <tr>
              <th scope="col">{t('rule-queue')}</th>
              <th scope="col">{t('rule-time')}</th>
            </tr>
          </thead>
          <tbody>
            {board.queues.map(queue => (
              <tr key={queue.queue}>
                <th scope="row">{queue.title}</th>
                <td>{duration(queue.sla_ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Disclosure className="text">
        <Heading level={2}>
          <Button slot="trigger" className="button">
            {t('policy-text')}
          </Button>
        </Heading>
        <DisclosurePanel>
          <pre>{board.text}</pre>
        </DisclosurePanel>
      </Disclosure>
    </>
  )
}
