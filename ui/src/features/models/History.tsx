/** Releases, pauses and roll-backs, newest first: what, by whom, when, why. */
import type { ModelMarkView } from '../../bindings/ModelMarkView'
import { Moment } from '../../components/Moment'
import { Rows } from '../../components/Rows'
import { useText } from '../../locale'
import { useMarkText } from './markText'
import { SIGNS } from './Timeline'

export function History({ marks }: { marks: ModelMarkView[] }) {
  const t = useText()
  const markText = useMarkText()
  if (marks.length === 0) return null
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('history-title')}</h2>
      <Rows
        rows={marks}
        keyOf={({ kind, at_ms }) => `${kind}${at_ms}`}
        columns={[
          { title: t('history-when'), cell: ({ at_ms }) => <Moment at={at_ms} /> },
          {
            title: t('history-what'),
            cell: mark => (
              <>
                <span className="sign" data-kind={mark.kind} aria-hidden="true">
                  {SIGNS[mark.kind]}
                </span>
                {markText(mark)}
              </>
            ),
          },
          { title: t('history-who'), cell: ({ by }) => by },
          { title: t('history-why'), look: () => ({ className: 'quiet' }), cell: ({ reason }) => reason },
        ]}
      />
    </section>
  )
}
