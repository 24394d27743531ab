/** Who was live when, on one line from the first release to now: stretches of one model, with what happened as marks. */
import type { ModelBoardView } from '../../bindings/ModelBoardView'
import type { ModelMarkKind } from '../../bindings/ModelMarkKind'
import { Moment } from '../../components/Moment'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { useMarkText } from './markText'

export const SIGNS: Record<ModelMarkKind, string> = { released: '▲', rolled_back: '↶', paused: '❚❚', resumed: '▶' }

export function Timeline({ board }: { board: ModelBoardView }) {
  const t = useText()
  const { moment } = useFormat()
  const markText = useMarkText()
  const [first] = board.stretches
  if (!first) return null
  return (
    <section className="timeline" aria-labelledby="timeline">
      <h2 id="timeline">{t('timeline-title')}</h2>
      <div className="line" aria-hidden="true">
        <ol className="stretches">
          {board.stretches.map(each => (
            <li
              key={each.from_ms}
              data-none={each.version_short === null || undefined}
              data-live={(each.until_ms === null && each.version_short !== null) || undefined}
              style={{ left: `${each.begins * 100}%`, width: `${(each.ends - each.begins) * 100}%` }}
              title={each.version_short ?? t('timeline-none')}
            >
              <span>{each.version_short ?? t('timeline-none')}</span>
            </li>
          ))}
        </ol>
        <ol className="marks">
          {board.marks.map(mark => (
            <li
              key={`${mark.kind}${mark.at_ms}`}
              data-kind={mark.kind}
              style={{ left: `${mark.position * 100}%` }}
              title={`${markText(mark)} · ${moment(mark.at_ms)}`}
            >
              {SIGNS[mark.kind]}
            </li>
          ))}
        </ol>
        <div className="ends quiet">
          <Moment at={first.from_ms} />
          <span>{t('timeline-now')}</span>
        </div>
      </div>
      <ul className="visually-hidden">
        {board.stretches.map(each => (
          <li key={each.from_ms}>
            {t('timeline-stretch', {
              version: each.version_short ?? t('timeline-none'),
              from: moment(each.from_ms),
              until: each.until_ms === null ? t('timeline-now') : moment(each.until_ms),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
