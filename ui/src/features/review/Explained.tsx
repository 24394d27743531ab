/** Why the engine suggests what it suggests, beside the marked words: what was like it, and what it hangs on. */
import type { ExplanationView } from '../../bindings/ExplanationView'
import type { ReviewItemView } from '../../bindings/ReviewItemView'
import { readable } from '../../components/entities'
import { useLocalization, useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { everyIntent } from './choices'

/** The few intents that hold the right one, with how often they do. */
export function CandidateSet({ item, explanation }: { item: ReviewItemView; explanation: ExplanationView }) {
  const t = useText()
  const { count, share } = useFormat()
  const { value, low, high, n } = explanation.set_coverage
  if (value === null) return null
  const titles = explanation.set.map(intent => titleOf(item, intent)).join(' · ')
  return t(explanation.set.length === 1 ? 'set-of-one' : 'set-of-more', {
    titles,
    share: share(value),
    low: share(low),
    high: share(high),
    n: count(n),
  })
}

/** Entries of the list of what is known around an item. */
export function Explained({ item, explanation }: { item: ReviewItemView; explanation: ExplanationView }) {
  const localization = useLocalization()
  const { t } = localization
  const { nearest, secondary, without } = explanation
  return (
    <>
      {nearest.length > 0 && (
        <div>
          <dt>{t('context-nearest')}</dt>
          {nearest.map(near => (
            <dd key={near.event_id} className="near">
              <span className="example">{t('example', { text: readable(localization, near.excerpt) })}</span>
              {titleOf(item, near.intent)}
            </dd>
          ))}
        </div>
      )}
      {without && (
        <div>
          <dt>{t('context-without')}</dt>
          <dd>{t('without', { words: without.words.join(' … '), title: without.title })}</dd>
        </div>
      )}
      {secondary && (
        <div>
          <dt>{t('context-secondary')}</dt>
          <dd>{secondary.title}</dd>
        </div>
      )}
    </>
  )
}

function titleOf(item: ReviewItemView, intent: string): string {
  return everyIntent(item).find(each => each.intent === intent)?.title ?? intent
}
