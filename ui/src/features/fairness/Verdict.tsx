/** The verdict in a word; its sign and colour repeat it. */
import type { FairnessVerdict } from '../../bindings/FairnessVerdict'
import { useText } from '../../locale'

const SIGNS: Record<FairnessVerdict, string> = { gap: '▲', insufficient_evidence: '◌', no_material_gap: '✓' }

export function Verdict({ verdict }: { verdict: FairnessVerdict }) {
  const t = useText()
  return (
    <span className="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{SIGNS[verdict]}</span> {t(`fairness-verdict-${verdict}`)}
    </span>
  )
}
