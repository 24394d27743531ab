/** What was found about one attribute, read top-down: a reader who stops after the sentence is not misled. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { fairnessQueries, useApi } from '../../api'
import type { ChartView } from '../../bindings/ChartView'
import type { FairnessAttributeView } from '../../bindings/FairnessAttributeView'
import type { FairnessAuditRequest } from '../../bindings/FairnessAuditRequest'
import type { GroupFigure } from '../../bindings/GroupFigure'
import type { RateChartWords } from '../../bindings/RateChartWords'
import { Chart } from '../../components/Chart'
import { rateWords } from '../../components/chartWords'
import { FailureNotice } from '../../components/FailureNotice'
import { Reading } from '../../components/Reading'
import { SaveFigure } from '../../components/SaveFigure'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { Verdict } from './Verdict'
import { useAttributeName } from './words'

interface Props {
  audit: FairnessAuditRequest
  attribute: string
}

export function Finding({ audit, attribute }: Props) {
  const api = useApi()
  const words = useFigureWords(attribute)
  const name = useAttributeName()(attribute)
  const { data, error } = useQuery(
    fairnessQueries.opened(api, {
      audit,
      attribute,
      selection_words: words.selection,
      accuracy_words: words.accuracy,
    }),
  )
  const figure = (which: GroupFigure, chart: ChartView | null) =>
    chart ? (
      <Chart
        chart={chart}
        actions={
          <SaveFigure
            title={words[which].title}
            onSave={format => api.fairness.save({ audit, attribute, figure: which, format, words: words[which] })}
          />
        }
      />
    ) : (
      <NoFigure figure={which} words={words[which]} />
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it by keys
    <article className="fairness-finding" tabIndex={0} aria-label={name} aria-busy={!data || undefined}>
      <h2>{name}</h2>
      {error && <FailureNotice failure={error} />}
      {!data && !error && <Reading />}
      {data && (
        <>
          <Sentence view={data} name={name} />
          <div className="figures">
            {figure('selection', data.selection_chart)}
            {figure('accuracy', data.accuracy_chart)}
          </div>
          <Method view={data} />
        </>
      )}
    </article>
  )
}

/** The finding in a sentence, its verdict in a word, and what it rests on too little of. */
function Sentence({ view: { finding, margin, min_n }, name }: { view: FairnessAttributeView; name: string }) {
  const t = useText()
  const { share, count } = useFormat()
  const { value, low, high } = finding.difference
  const said = {
    attribute: name,
    points: share(value ?? 0),
    low: share(low),
    high: share(high),
    margin: share(margin),
    highest: finding.highest ?? '',
    lowest: finding.lowest ?? '',
  }
  return (
    <>
      <p className="sentence">{t(value === null ? 'fairness-unknown' : `fairness-${finding.verdict}`, said)}</p>
      <p>
        <Verdict verdict={finding.verdict} />
      </p>
      {finding.small.length > 0 && (
        <p className="notice" data-tone="warning">
          {t('fairness-small', {
            least: count(min_n),
            groups: finding.small.map(({ group, n }) => t('fairness-small-group', { group, n: count(n) })).join(', '),
          })}
        </p>
      )}
    </>
  )
}

/** Where a figure will be once there is something to draw. */
function NoFigure({ figure, words }: { figure: GroupFigure; words: RateChartWords }) {
  const t = useText()
  return (
    <section className="chart" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="quiet">{t(`fairness-none-${figure}`)}</p>
    </section>
  )
}

/** The words of both figures, in the reader's language. */
function useFigureWords(attribute: string): Record<GroupFigure, RateChartWords> {
  const t = useText()
  const row = useAttributeName()(attribute)
  return useMemo(() => {
    const words = (figure: GroupFigure) =>
      rateWords(t, {
        title: t(`fairness-chart-${figure}`, { attribute: row }),
        description: t(`fairness-chart-${figure}-text`),
        row,
        rate: t(`fairness-chart-${figure}-rate`),
        band: t('fairness-band'),
      })
    return { selection: words('selection'), accuracy: words('accuracy') }
  }, [t, row])
}

function Method({ view }: { view: FairnessAttributeView }) {
  const t = useText()
  const { count, share } = useFormat()
  return (
    <section className="method" aria-label={t('fairness-method')}>
      <h3>{t('fairness-method')}</h3>
      <p>{t('fairness-method-difference')}</p>
      <p>{t('fairness-method-verdict', { margin: share(view.margin), least: count(view.min_n) })}</p>
      <p>
        {t('fairness-method-left-out', {
          without_group: count(view.finding.without_group),
          without_label: count(view.without_label),
        })}
      </p>
      <p>{t('fairness-method-limits')}</p>
    </section>
  )
}
