/** One intent: what it means, what it looks like, what is often taken for it, and what is done with it. */
import { useEffect, useRef } from 'react'
import type { IntentCardView } from '../../bindings/IntentCardView'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'

/** `isSought`: the address leads to this one, which comes into view and has the focus. */
export function IntentCard({ intent, isSought }: { intent: IntentCardView; isSought: boolean }) {
  const t = useText()
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!isSought) return
    card.current?.scrollIntoView({ block: 'center' })
    card.current?.focus({ preventScroll: true })
  }, [isSought])
  const { duration } = useFormat()
  return (
    <article
      ref={card}
      className="intent-card"
      aria-label={intent.title}
      tabIndex={-1}
      data-current={isSought || undefined}
    >
      <header>
        <h3>{intent.title}</h3>
        <code className="quiet">{intent.intent}</code>
      </header>
      <p>{intent.definition}</p>
      <p className="done">
        {intent.always_human && (
          <strong className="human">
            <span aria-hidden="true">☗</span> {t('intent-always-human')}
          </strong>
        )}
        {!intent.always_human && intent.action !== null && (
          <strong>
            {t('intent-action')} <code>{intent.action}</code>
          </strong>
        )}
        {!intent.always_human && intent.action === null && <span>{t('intent-no-action')}</span>}
        <span className="quiet">
          {t('intent-queue', { queue: intent.queue, time: duration(intent.sla_ms) })} ·{' '}
          {t(`severity-${intent.severity}`)}
        </span>
      </p>
      {intent.examples.length > 0 && (
        <ul className="examples">
          {intent.examples.map(each => (
            <li key={each}>{t('example', { text: each })}</li>
          ))}
        </ul>
      )}
      {intent.counter_examples.length > 0 && (
        <>
          <h4>{t('intent-not')}</h4>
          <ul className="examples">
            {intent.counter_examples.map(each => (
              <li key={each.text}>
                {t('example', { text: each.text })} <span className="is">{t('intent-is', { title: each.is })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  )
}
