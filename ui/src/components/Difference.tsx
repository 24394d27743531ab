/** Lines in which two texts differ; sign and colour say the same. */
import type { DiffLineKind } from '../bindings/DiffLineKind'
import type { DiffLineView } from '../bindings/DiffLineView'
import { useText } from '../locale'
import './difference.css'

const SIGNS: Record<DiffLineKind, string> = { same: ' ', added: '+', removed: '−', gap: '⋯' }

export function Difference({ lines }: { lines: DiffLineView[] }) {
  const t = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: its lines do not break, so whoever has no pointer scrolls it by keys
    <ol className="difference" aria-label={t('difference')} tabIndex={0}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never move, and several may be alike
        <li key={at} data-kind={line.kind}>
          <span className="visually-hidden">{t(`difference-${line.kind}`)}</span>
          <span aria-hidden="true" className="sign">
            {SIGNS[line.kind]}
          </span>
          {line.text}
        </li>
      ))}
    </ol>
  )
}
