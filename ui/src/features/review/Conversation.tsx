/**
 * What was said, with placeholders as quiet chips and what drove the suggestion underlined: the heavier the line the
 * stronger, dotted where it spoke against.
 */
import type { TextPartView } from '../../bindings/TextPartView'
import type { TurnView } from '../../bindings/TurnView'
import { useLocalization, useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import { entityGroup } from './entities'

export function Conversation({ turns }: { turns: readonly TurnView[] }) {
  const t = useText()
  const marked = turns.some(turn => turn.parts.some(part => part.weight))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="conversation" aria-label={t('conversation')} tabIndex={0}>
      {turns.length === 0 && <p className="quiet">{t('conversation-empty')}</p>}
      <ol>
        {turns.map((turn, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn has no other name than its place
          <Turn key={at} turn={turn} />
        ))}
      </ol>
      {marked && (
        <p className="legend">
          <mark className="evidence" data-strength="3">
            {t('evidence-for')}
          </mark>
          <mark className="evidence" data-strength="3" data-against>
            {t('evidence-against')}
          </mark>
        </p>
      )}
    </section>
  )
}

function Turn({ turn }: { turn: TurnView }) {
  const t = useText()
  const now = useNow()
  const { clock, moment } = useFormat()
  return (
    <li data-speaker={turn.speaker}>
      <span className="speaker">
        {t(`speaker-${turn.speaker}`)}
        {turn.at_ms !== null && <time title={moment(turn.at_ms)}>{clock(turn.at_ms, now)}</time>}
      </span>
      <p>
        {turn.parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other name than its place
          <Part key={at} part={part} />
        ))}
      </p>
    </li>
  )
}

function Part({ part }: { part: TextPartView }) {
  if (part.kind === 'token') return <Chip part={part} />
  if (!part.weight) return part.text
  return (
    <mark className="evidence" data-strength={strength(part.weight)} data-against={part.against || undefined}>
      {part.text}
    </mark>
  )
}

/** The chip names the type, and tells one person from another; the token itself is there for who must find it. */
function Chip({ part }: { part: TextPartView }) {
  const { t, has } = useLocalization()
  const type = part.entity_type ?? ''
  const name = has(`entity-${type}`) ? t(`entity-${type}`) : type || part.text
  return (
    <span className="chip" data-group={entityGroup(type)} title={part.text}>
      {part.same ? `${name} ${part.same}` : name}
    </span>
  )
}

/** Three weights of line; more could not be told apart. `weight` is in 0–1. */
function strength(weight: number): 1 | 2 | 3 {
  if (weight > 2 / 3) return 3
  return weight > 1 / 3 ? 2 : 1
}
