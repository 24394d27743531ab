/**
 * What was said, with placeholders as quiet chips and what drove the suggestion underlined: the heavier the line the
 * stronger, dotted where it spoke against.
 */

import { useMemo } from 'react'
import type { TextPartView } from '../bindings/TextPartView'
import type { TurnView } from '../bindings/TurnView'
import { useLocalization, useText } from '../locale'
import { useFormat, useNow } from '../locale/format'
import './conversation.css'
import { entityGroup, entityName, letters } from './entities'

export function Conversation({ turns }: { turns: readonly TurnView[] }) {
  const t = useText()
  const told = useMemo(() => letters(turns), [turns])
  const marked = turns.some(turn => turn.parts.some(part => part.weight))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="conversation" aria-label={t('conversation')} tabIndex={0}>
      {turns.length === 0 && <p className="quiet">{t('conversation-empty')}</p>}
      <ol>
        {turns.map((turn, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn has no other name than its place
          <Turn key={at} turn={turn} before={turns[at - 1]} told={told} />
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

/** The letter of each value that must be told from another of its type. */
type Letters = ReadonlyMap<string, string>

/** The day stands where it begins, and the time where it is another than before: what goes on is read without a break. */
function Turn({ turn, before, told }: { turn: TurnView; before: TurnView | undefined; told: Letters }) {
  const t = useText()
  const now = useNow()
  const { clock, moment } = useFormat()
  const time = clock(turn.at_ms, before?.at_ms ?? now)
  const isSame = before !== undefined && time === clock(before.at_ms, turn.at_ms)
  return (
    <li data-speaker={turn.speaker}>
      <span className="speaker">
        {t(`speaker-${turn.speaker}`)}
        {!isSame && <time title={moment(turn.at_ms)}>{time}</time>}
      </span>
      <p>
        {turn.parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no other name than its place
          <Part key={at} part={part} told={told} />
        ))}
      </p>
    </li>
  )
}

function Part({ part, told }: { part: TextPartView; told: Letters }) {
  if (part.kind === 'token') return <Chip part={part} told={told} />
  if (!part.weight) return part.text
  return (
    <mark className="evidence" data-strength={strength(part.weight)} data-against={part.against || undefined}>
      {part.text}
    </mark>
  )
}

/** The chip names the type, and tells one person from another. */
function Chip({ part, told }: { part: TextPartView; told: Letters }) {
  const localization = useLocalization()
  const name = entityName(localization, part.text)
  const letter = part.same === null ? undefined : told.get(part.same)
  return (
    <span className="chip" data-group={entityGroup(part.text)} title={part.same ?? undefined}>
      {letter ? `${name} ${letter}` : name}
    </span>
  )
}

/** Three weights of line; more could not be told apart. `weight` is in 0–1. */
function strength(weight: number): 1 | 2 | 3 {
  if (weight > 2 / 3) return 3
  return weight > 1 / 3 ? 2 : 1
}
