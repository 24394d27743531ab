/** Rules and queues, and the text they come from. A rule that asks beats every rule that acts. */
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { PolicyBoardView } from '../../bindings/PolicyBoardView'
import type { PolicyRuleView } from '../../bindings/PolicyRuleView'
import { Rows } from '../../components/Rows'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'

export function Rules({ board }: { board: PolicyBoardView }) {
  const t = useText()
  const { duration } = useFormat()
  const when = ({ intents, conditions }: PolicyRuleView) =>
    [...(intents.length > 0 ? [intents.join(', ')] : []), ...conditions.map(each => t(`condition-${each}`))].join(
      ' · ',
    ) || t('rule-any')
  return (
    <>
      <section aria-labelledby="rules">
        <h2 id="rules">{t('policy-rules')}</h2>
        <p className="quiet">{t('policy-rules-text')}</p>
        <Rows
          rows={board.rules}
          keyOf={({ name }) => name}
          columns={[
            { title: t('rule-name'), isHead: true, cell: ({ name }) => <code>{name}</code> },
            { title: t('rule-effect'), cell: ({ asks }) => t(asks ? 'rule-asks' : 'rule-acts') },
            { title: t('rule-when'), cell: when },
            { title: t('rule-queue'), cell: ({ queue }) => queue },
            { title: t('rule-time'), cell: ({ sla_ms }) => duration(sla_ms) },
          ]}
        />
      </section>
      <section aria-labelledby="queues">
        <h2 id="queues">{t('policy-queues')}</h2>
        <Rows
          className="narrow"
          rows={board.queues}
          keyOf={({ queue }) => queue}
          columns={[
            { title: t('rule-queue'), isHead: true, cell: ({ title }) => title },
            { title: t('rule-time'), cell: ({ sla_ms }) => duration(sla_ms) },
          ]}
        />
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
