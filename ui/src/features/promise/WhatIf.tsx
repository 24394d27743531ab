/** What another promise would mean: for the share decided without a person, for people's days, for what goes wrong. */
import type { ReactNode } from 'react'
import type { ChartView } from '../../bindings/ChartView'
import type { FigureFormat } from '../../bindings/FigureFormat'
import type { PromiseWhatIfView } from '../../bindings/PromiseWhatIfView'
import type { SavedView } from '../../bindings/SavedView'
import type { SpanView } from '../../bindings/SpanView'
import type { WhatIfPointView } from '../../bindings/WhatIfPointView'
import { Chart } from '../../components/Chart'
import { FilterChoice } from '../../components/FilterChoice'
import { Rate } from '../../components/Rate'
import { Rows } from '../../components/Rows'
import { SaveFigure } from '../../components/SaveFigure'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { useParameters } from '../../location'
import { chosenIn, DAYS, MINUTES } from './choices'
import { useNames } from './names'

interface Props {
  view: PromiseWhatIfView
  chart: ChartView | null
  /** What each promise is called, in the order of the points. */
  names: string[]
  onSave: (format: FigureFormat) => Promise<SavedView>
}

export function WhatIf({ view, chart, names, onSave }: Props) {
  const t = useText()
  const { amount } = useFormat()
  return (
    <section className="what-if" aria-labelledby="what-if">
      <header className="page-head">
        <h2 id="what-if">{t('promise-what-if')}</h2>
        <Assumed />
      </header>
      <p>
        {t('promise-coming', { events: amount(view.events_per_day) })} <Rate rate={view.always_people} />
      </p>
      <NothingQualifies points={view.points} />
      <div className="weighed">
        {chart && <Chart chart={chart} actions={<SaveFigure title={chart.title} onSave={onSave} />} />}
        <Points points={view.points} names={names} />
      </div>
      <ByIntent view={view} />
      <section className="method" aria-label={t('promise-method')}>
        <h3>{t('promise-method')}</h3>
        <p>{t('promise-method-each')}</p>
        <p>{t('promise-method-days')}</p>
      </section>
    </section>
  )
}

/** What is assumed of people's time, of the days that come, and of what the promise is divided into. */
function Assumed() {
  const t = useText()
  const [parameters, change] = useParameters()
  const { minutes, days, per } = chosenIn(parameters)
  const names = useNames()
  return (
    <search className="filters" aria-label={t('promise-assumed')}>
      <FilterChoice
        label={t('promise-assumed-minutes')}
        choices={MINUTES.map(value => ({ value, title: t('promise-minutes', { minutes: Number(value) }) }))}
        chosen={String(minutes)}
        isRequired
        onChoose={value => change({ minutes: value })}
      />
      <FilterChoice
        label={t('promise-assumed-days')}
        choices={DAYS.map(value => ({ value, title: t('promise-days', { days: value }) }))}
        chosen={String(days)}
        isRequired
        onChoose={value => change({ days: value })}
      />
      <FilterChoice
        label={t('promise-assumed-per')}
        choices={names.all.map(value => ({ value, title: names.per(value) }))}
        chosen={per ?? ''}
        onChoose={value => change({ per: value })}
      />
    </search>
  )
}

/** Where no promise can be kept, what would change that. */
function NothingQualifies({ points }: { points: WhatIfPointView[] }) {
  const t = useText()
  const { count } = useFormat()
  if (points.some(({ holds }) => holds)) return null
  const needed = points.flatMap(({ labels_needed }) => labels_needed ?? [])
  return (
    <p className="notice" data-tone="warning">
      {needed.length === 0 ? t('promise-none-never') : t('promise-none-labels', { labels: count(Math.min(...needed)) })}
    </p>
  )
}

function Points({ points, names }: { points: WhatIfPointView[]; names: string[] }) {
  const t = useText()
  const { count } = useFormat()
  const nameOf = (point: WhatIfPointView) => names[points.indexOf(point)] ?? ''
  const decided = ({ holds, coverage, labels_needed }: WhatIfPointView): ReactNode => {
    if (holds) return <Rate rate={coverage} />
    return labels_needed === null ? t('promise-nothing') : t('promise-nothing-labels', { labels: count(labels_needed) })
  }
  return (
    <Rows
      rows={points}
      keyOf={nameOf}
      columns={[
        { title: t('promise-column-promise'), isHead: true, cell: nameOf },
        { title: t('promise-column-decided'), cell: decided },
        { title: t('promise-column-wrong'), cell: ({ holds, wrong }) => (holds ? <Rate rate={wrong} /> : '–') },
        { title: t('promise-column-people'), cell: ({ people_per_day }) => <Span span={people_per_day} /> },
        { title: t('promise-column-hours'), cell: ({ hours_per_day }) => <Span span={hours_per_day} /> },
        { title: t('promise-column-wrong-day'), cell: ({ wrong_per_day }) => <Span span={wrong_per_day} /> },
      ]}
    />
  )
}

function ByIntent({ view }: { view: PromiseWhatIfView }) {
  const t = useText()
  const { intent } = useNames()
  return (
    <section>
      <h3>{t('promise-by-intent')}</h3>
      <Rows
        rows={view.by_intent}
        keyOf={point => point.intent}
        columns={[
          { title: t('promise-column-intent'), isHead: true, cell: point => intent(point.intent) },
          { title: t('promise-column-decided-day'), cell: ({ decided_per_day }) => <Span span={decided_per_day} /> },
          { title: t('promise-column-wrong'), cell: ({ wrong }) => <Rate rate={wrong} /> },
          { title: t('promise-column-wrong-day'), cell: ({ wrong_per_day }) => <Span span={wrong_per_day} /> },
          { title: t('promise-column-people'), cell: ({ people_per_day }) => <Span span={people_per_day} /> },
        ]}
      />
    </section>
  )
}

/** A figure with the interval that the labels leave. */
function Span({ span: { value, low, high } }: { span: SpanView }) {
  const t = useText()
  const { amount } = useFormat()
  return (
    <span className="rate">
      {amount(value)} <span className="quiet">{t('rate-interval', { low: amount(low), high: amount(high) })}</span>
    </span>
  )
}
