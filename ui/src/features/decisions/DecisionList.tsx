/** The decisions, newest first. Pages come as they are scrolled to. */
import type { DecisionRowView } from '../../bindings/DecisionRowView'
import { readable } from '../../components/entities'
import { RowList } from '../../components/RowList'
import { reasonName } from '../../components/reasons'
import { useLocalization } from '../../locale'
import { useFormat, useNow } from '../../locale/format'

interface Props {
  rows: readonly DecisionRowView[]
  current: string | null
  /** What is shown belongs to the filter before. */
  isStale: boolean
  onSelect: (id: string) => void
  onMore: () => void
}

export function DecisionList({ rows, current, isStale, onSelect, onMore }: Props) {
  const { t } = useLocalization()
  return (
    <RowList
      label={t('decisions-list')}
      rows={rows}
      idOf={row => row.decision_id}
      nameOf={row => row.intent_title ?? t(`verdict-${row.verdict}`)}
      current={current}
      isStale={isStale}
      onSelect={onSelect}
      onMore={onMore}
    >
      {row => <Row row={row} />}
    </RowList>
  )
}

function Row({ row }: { row: DecisionRowView }) {
  const localization = useLocalization()
  const { t } = localization
  const { probability, clock, moment } = useFormat()
  const now = useNow()
  const outcome = row.reason ? reasonName(localization, row.reason) : t(`verdict-${row.verdict}`)
  return (
    <div className="row" data-verdict={row.verdict}>
      <span className="intent">{row.intent_title ?? t('decision-no-intent')}</span>
      <span className="probability">{row.probability !== null && probability(row.probability)}</span>
      <time className="due" title={moment(row.decided_at_ms)}>
        {clock(row.decided_at_ms, now)}
      </time>
      <span className="excerpt">
        <em>{outcome}</em> · {row.excerpt === null ? row.queue_title : readable(localization, row.excerpt)}
      </span>
    </div>
  )
}
