/** Evidence about a model in words: what an item is held to, its figure, and how it came out. */
import type { EvidenceItemView } from '../bindings/EvidenceItemView'
import type { EvidenceView } from '../bindings/EvidenceView'
import type { Finding } from '../bindings/Finding'
import { useText } from '../locale'
import { useFormat } from '../locale/format'
import { Rate } from './Rate'
import './evidence.css'

const SIGNS: Record<Finding, string> = { pass: '✓', fail: '✕', too_little_data: '◌' }

export function FindingMark({ finding }: { finding: Finding }) {
  const t = useText()
  return (
    <span className="finding" data-finding={finding}>
      <span aria-hidden="true">{SIGNS[finding]}</span> {t(`finding-${finding}`)}
    </span>
  )
}

/** The figure of an item with its finding. */
export function EvidenceFigure({ evidence: { item, finding } }: { evidence: EvidenceView }) {
  return (
    <div className="evidence-figure">
      {finding && <FindingMark finding={finding} />}
      <Figure item={item} />
    </div>
  )
}

function Figure({ item }: { item: EvidenceItemView }) {
  const t = useText()
  const { count, threshold, share } = useFormat()
  switch (item.kind) {
    case 'cases':
      return <span>{t('evidence-cases-figure', { n: count(item.n) })}</span>
    case 'calibration':
    case 'coverage':
      return <Rate rate={item.rate} />
    case 'accuracy':
      return (
        <>
          <Rate rate={item.rate} />
          {item.gain && (
            <span className="against">
              {t('evidence-gain')} <Rate rate={item.gain} isGain />
            </span>
          )}
        </>
      )
    case 'promise':
      if (item.threshold === null) {
        return (
          <span>
            {item.labels_needed === null
              ? t('evidence-promise-never')
              : t('evidence-promise-labels', { labels: count(item.labels_needed) })}
          </span>
        )
      }
      return (
        <>
          <Rate rate={item.errors} />
          <span className="against">
            {t('evidence-promise-kept', { bound: share(item.upper_bound), threshold: threshold(item.threshold) })}
          </span>
        </>
      )
    case 'intents':
      return (
        <>
          <span>{t('evidence-intents-figure', { known: count(item.known), of: count(item.of) })}</span>
          {item.lacking.length > 0 && (
            <span className="against quiet">{t('evidence-intents-lacking', { titles: item.lacking.join(', ') })}</span>
          )}
        </>
      )
  }
}

/** What an item is held to, from whichever model says it. */
export function EvidenceRule({ kind, items }: { kind: EvidenceItemView['kind']; items: EvidenceView[] }) {
  const t = useText()
  const { count, percent } = useFormat()
  const item = items.map(each => each.item).find(each => each.kind === kind)
  const rule = () => {
    switch (item?.kind) {
      case 'cases':
        return t('evidence-cases-rule', { needed: count(item.needed) })
      case 'promise':
        return t('evidence-promise-rule', { alpha: percent(item.alpha) })
      case 'accuracy':
        return t('evidence-accuracy-rule', { margin: percent(item.margin) })
      case 'intents':
        return t('evidence-intents-rule', { needed: count(item.needed) })
      case 'calibration':
        return t('evidence-calibration-rule')
      case 'coverage':
        return t('evidence-coverage-rule')
      default:
        return ''
    }
  }
  return <span className="quiet rule">{rule()}</span>
}
