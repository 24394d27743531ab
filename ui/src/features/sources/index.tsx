/**
 * Sources: how fresh and how whole each is, the files that came in, and the rows that were refused with line, field and
 * reason. Stale sources stand out here and in the rail.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { keys, queries, useApi } from '../../api'
import type { SourceBoardView } from '../../bindings/SourceBoardView'
import type { SourceImportView } from '../../bindings/SourceImportView'
import type { SourceView } from '../../bindings/SourceView'
import { FailureNotice } from '../../components/FailureNotice'
import { Keys } from '../../components/Keys'
import { Moment } from '../../components/Moment'
import { useMay } from '../../components/person'
import { Rate } from '../../components/Rate'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { Quarantine } from './Quarantine'
import './sources.css'

export function Sources() {
  const t = useText()
  const may = useMay()
  const { data, error } = useQuery(queries.sources(useApi()))
  return (
    <div className="page sources">
      <header className="page-head">
        <h1>{t('screen-sources')}</h1>
        {may('import') && <Open />}
      </header>
      {error && <FailureNotice failure={error} />}
      {data && (
        <>
          <Ways board={data} />
          <Imports imports={data.imports} />
          {may('quarantine_read') && <Quarantine held={data.quarantined} />}
        </>
      )}
    </div>
  )
}

function Open() {
  const t = useText()
  const api = useApi()
  const client = useQueryClient()
  const choosing = useMutation({
    mutationFn: api.sources.choose,
    onSuccess: offers => client.setQueryData(keys.offers, offers),
  })
  const open = () => choosing.isPending || choosing.mutate()
  useShortcuts({ 'open-files': open })
  return (
    <div className="open">
      <span className="quiet">{t('sources-drop')}</span>
      <Button className="button primary" onPress={open}>
        <Keys of="open-files" inButton /> {t('sources-open')}
      </Button>
    </div>
  )
}

/** The ways by which rows come in. */
function Ways({ board }: { board: SourceBoardView }) {
  const t = useText()
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{t('sources-ways')}</h2>
      <p className="folder">
        {t('sources-folder')} <code>{board.watched_folder}</code>
        <span className="quiet">{t('sources-folder-hint')}</span>
      </p>
      {board.sources.length === 0 ? (
        <div className="nothing">
          <h3>{t('sources-none-title')}</h3>
          <p className="quiet">{t('sources-none-text')}</p>
        </div>
      ) : (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t('sources-source')}</th>
              <th scope="col">{t('sources-fresh')}</th>
              <th scope="col" className="figure">
                {t('sources-files')}
              </th>
              <th scope="col" className="figure">
                {t('sources-taken')}
              </th>
              <th scope="col" className="figure">
                {t('sources-duplicates')}
              </th>
              <th scope="col" className="figure">
                {t('sources-quarantined')}
              </th>
              <th scope="col">{t('sources-refused')}</th>
            </tr>
          </thead>
          <tbody>
            {board.sources.map(each => (
              <Way key={each.source} source={each} staleAfter={board.stale_after_hours} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Way({ source, staleAfter }: { source: SourceView; staleAfter: number }) {
  const t = useText()
  const { count } = useFormat()
  return (
    <tr data-stale={source.stale || undefined}>
      <th scope="row">{t(`source-${source.source}`)}</th>
      <td>
        {source.stale && (
          <strong className="stale">
            <span aria-hidden="true">▲</span> {t('sources-stale', { hours: staleAfter })}
          </strong>
        )}
        {source.last_at_ms === null ? t('sources-never') : <Moment at={source.last_at_ms} />}
      </td>
      <td className="figure">
        {count(source.imports)}
        {source.failed > 0 && (
          <span className="failed">
            {' '}
            · {t('sources-failed', { count: source.failed, figure: count(source.failed) })}
          </span>
        )}
      </td>
      <td className="figure">{count(source.taken)}</td>
      <td className="figure">{count(source.duplicates)}</td>
      <td className="figure">{count(source.quarantined)}</td>
      <td>
        <Rate rate={source.refused} />
      </td>
    </tr>
  )
}

function Imports({ imports }: { imports: SourceImportView[] }) {
  const t = useText()
  const { count } = useFormat()
  if (imports.length === 0) return null
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">{t('imports-title')}</h2>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t('imports-file')}</th>
            <th scope="col">{t('imports-from')}</th>
            <th scope="col">{t('imports-state')}</th>
            <th scope="col" className="figure">
              {t('sources-taken')}
            </th>
            <th scope="col" className="figure">
              {t('sources-duplicates')}
            </th>
            <th scope="col" className="figure">
              {t('sources-quarantined')}
            </th>
            <th scope="col">{t('imports-began')}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map(each => (
            <tr key={each.import_id}>
              <th scope="row">
                <bdi>{each.name}</bdi>
              </th>
              <td>{t(`source-${each.source}`)}</td>
              <td className="import-state" data-state={each.state}>
                {t(each.fault === null ? `import-${each.state}` : `fault-${each.fault}`)}
              </td>
              <td className="figure">{count(each.taken)}</td>
              <td className="figure">{count(each.duplicates)}</td>
              <td className="figure">{count(each.quarantined)}</td>
              <td>
                <Moment at={each.started_at_ms} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
