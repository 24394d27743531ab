/** One entry whole: who, what, to what, with which figures, and the digests that hold it in its place. */
import type { LedgerRowView } from '../../bindings/LedgerRowView'
import type { NamedView } from '../../bindings/NamedView'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { PlaceLink } from '../../location'
import { useActName, useActorName } from './words'

export function Entry({ row }: { row: LedgerRowView }) {
  const t = useText()
  const act = useActName()
  const actor = useActorName()
  const { count, moment } = useFormat()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it by keys
    <article className="entry" tabIndex={0} aria-label={t('ledger-entry', { sequence: count(row.sequence) })}>
      <header>
        <h2>{act(row.act)}</h2>
        <p>
          {actor(row)} · <time dateTime={new Date(row.at_ms).toISOString()}>{moment(row.at_ms)}</time> ·{' '}
          {t('ledger-entry', { sequence: count(row.sequence) })}
        </p>
      </header>
      <Named title={t('ledger-entry-subject')} of={row.subject} />
      <Named title={t('ledger-entry-details')} of={row.details} />
      <Named
        title={t('ledger-entry-proof')}
        of={[
          { name: t('ledger-leaf'), value: row.leaf },
          { name: t('ledger-chain'), value: row.chain },
        ]}
      />
      <p className="quiet">{t('ledger-entry-what')}</p>
    </article>
  )
}

function Named({ title, of }: { title: string; of: readonly NamedView[] }) {
  if (of.length === 0) return null
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl className="facts">
        {of.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Value name={name} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** An id leads to what it names, where there is a screen for it. */
function Value({ name, value }: NamedView) {
  const t = useText()
  const code = <code>{value}</code>
  if (name === 'event' || name === 'event_id') {
    return (
      <PlaceLink
        to={{ screen: 'decisions', parameters: { event: value } }}
        aria-label={t('ledger-open-event', { id: value })}
      >
        {code}
      </PlaceLink>
    )
  }
  if (name === 'decision' || name === 'decision_id') {
    return (
      <PlaceLink
        to={{ screen: 'decisions', parameters: { id: value } }}
        aria-label={t('ledger-open-decision', { id: value })}
      >
        {code}
      </PlaceLink>
    )
  }
  return code
}
