/** Why the item is here and what is known around it: reason and rule, similar cases, history, what the engine saw. */
import type { ReviewItemView } from '../../bindings/ReviewItemView'
import { useReasonText } from '../../components/reasons'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { Explained } from './Explained'

export function ContextPanel({ item }: { item: ReviewItemView }) {
  const t = useText()
  const { count } = useFormat()
  const because = useReasonText(item.reason)
  const similar = item.similar.map(each => t('similar-count', { count: count(each.count), title: each.intent_title }))
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
          <dd>{similar.length > 0 ? similar.join(' · ') : t('similar-none')}</dd>
        </div>
        <div>
          <dt>{t('context-history')}</dt>
          <dd>{t('history-count', { count: item.subject_history })}</dd>
        </div>
        {item.explanation && <Explained item={item} explanation={item.explanation} />}
      </dl>
    </section>
  )
}
