/** Why the item is here and what is known around it: reason and rule, similar cases, history, what the engine saw. */
import type { ReviewItemView } from '../../bindings/ReviewItemView'
import { useReasonText } from '../../components/reasons'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { Explained } from './Explained'
import { type Past, PastCases } from './PastCases'

interface Props {
  item: ReviewItemView
  /** Which of the counts is open. */
  past: Past | null
  onPast: (past: Past | null) => void
}

export function ContextPanel({ item, past, onPast }: Props) {
  const t = useText()
  const { count } = useFormat()
  const because = useReasonText(item.reason)
  const similar = item.similar.map(each => t('similar-count', { count: count(each.count), title: each.intent_title }))
  const opens = (which: Past, said: string) => (
    <PastCases
      itemId={item.item_id}
      which={which}
      said={said}
      isOpen={past === which}
      onOpenChange={isOpen => onPast(isOpen ? which : null)}
    />
  )
  const history = t('history-count', { count: item.subject_history })
  return (
    <section className="context" aria-label={t('context')}>
      <dl>
        <div>
          <dt>{t('context-reason')}</dt>
          <dd>
            {because}
            <code>{item.rule}</code>
          </dd>
        </div>
        <div>
          <dt>{t('context-similar')}</dt>
          <dd>{similar.length > 0 ? opens('similar', similar.join(' · ')) : t('similar-none')}</dd>
        </div>
        <div>
          <dt>{t('context-history')}</dt>
          <dd>{item.subject_history > 0 ? opens('history', history) : history}</dd>
        </div>
        {item.explanation && <Explained item={item} explanation={item.explanation} />}
      </dl>
    </section>
  )
}
