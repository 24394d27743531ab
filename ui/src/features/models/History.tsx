/** Releases, pauses and roll-backs, newest first: what, by whom, when, why. */
import type { ModelMarkView } from '../../bindings/ModelMarkView'
import { Moment } from '../../components/Moment'
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
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t('history-when')}</th>
            <th scope="col">{t('history-what')}</th>
            <th scope="col">{t('history-who')}</th>
            <th scope="col">{t('history-why')}</th>
          </tr>
        </thead>
        <tbody>
          {marks.map(mark => (
            <tr key={`${mark.kind}${mark.at_ms}`}>
              <td>
                <Moment at={mark.at_ms} />
              </td>
              <td>
                <span className="sign" data-kind={mark.kind} aria-hidden="true">
                  {SIGNS[mark.kind]}
                </span>
                {markText(mark)}
              </td>
              <td>{mark.by}</td>
              <td className="quiet">{mark.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
