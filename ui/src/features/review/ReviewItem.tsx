/** One item: where it stands, what was said, what can be answered. */
import type { ReviewItemView } from '../../bindings/ReviewItemView'
import { Conversation } from '../../components/Conversation'
import { useLocalization, useText } from '../../locale'
import { useFormat, useNow } from '../../locale/format'
import { AnswerPanel } from './AnswerPanel'
import { Calibration } from './Calibration'
import { ContextPanel } from './ContextPanel'
import type { Mark } from './flow'
import type { Past } from './PastCases'
import { isHeldByOther } from './useReview'

interface Props {
  item: ReviewItemView
  mark: Mark | undefined
  onAnswer: (intent: string) => void
  findRef: React.RefObject<HTMLInputElement | null>
  chartShown: boolean
  onChartShown: (shown: boolean) => void
  past: Past | null
  onPast: (past: Past | null) => void
}

export function ReviewItem({ item, mark, onAnswer, findRef, chartShown, onChartShown, past, onPast }: Props) {
  const closed = mark !== undefined && mark !== 'skipped'
  return (
    <>
      <ItemHeader item={item} mark={mark} />
      <Conversation turns={item.turns} />
      <div className="deciding">
        <AnswerPanel item={item} isDisabled={closed || isHeldByOther(item)} onAnswer={onAnswer} findRef={findRef} />
        <ContextPanel item={item} past={past} onPast={onPast} />
        <Calibration chart={item.calibration_chart} isShown={chartShown} onShown={onChartShown} />
      </div>
    </>
  )
}

function ItemHeader({ item, mark }: { item: ReviewItemView; mark: Mark | undefined }) {
  const { t, has } = useLocalization()
  const channel = `channel-${item.channel}`
  return (
    <header className="item-header">
      <h2>{item.queue_title}</h2>
      <span>{has(channel) ? t(channel) : item.channel}</span>
      <DueIn atMs={item.due_at_ms} />
      {mark ? <span className="state">{t(`mark-${mark}`)}</span> : <Claim item={item} />}
    </header>
  )
}

function DueIn({ atMs }: { atMs: number }) {
  const t = useText()
  const now = useNow()
  const { distance, moment } = useFormat()
  const overdue = atMs < now
  return (
    <time title={moment(atMs)} data-overdue={overdue || undefined}>
      {t(overdue ? 'due-since' : 'due-in', { time: distance(atMs, now) })}
    </time>
  )
}

function Claim({ item }: { item: ReviewItemView }) {
  const t = useText()
  const now = useNow()
  const { clock } = useFormat()
  if (!item.claim) return <span className="quiet">{t('claim-free')}</span>
  const until = clock(item.claim.until_ms, now)
  return (
    <span className="state" data-other={!item.claim.mine || undefined}>
      {item.claim.mine ? t('claim-mine', { until }) : t('claim-other', { by: item.claim.by, until })}
    </span>
  )
}
