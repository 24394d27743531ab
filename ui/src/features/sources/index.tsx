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
import { Asked } from '../../components/Asked'
import { Keys } from '../../components/Keys'
import { Moment } from '../../components/Moment'
import { useMay } from '../../components/person'
import { Rate } from '../../components/Rate'
import { Rows } from '../../components/Rows'
import { useShortcuts } from '../../keys/useShortcuts'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { Quarantine } from './Quarantine'
import './sources.css'

export function Sources() {
  const t = useText()
  const may = useMay()
  const asked = useQuery(queries.sources(useApi()))
  return (
    <div className="page sources">
      <header className="page-head">
        <h1>{t('screen-sources')}</h1>
        {may('import') && <Open />}
      </header>
      <Asked query={asked}>
        {board => (
          <>
            <Ways board={board} />
            <Imports imports={board.imports} />
            {may('quarantine_read') && <Quarantine held={board.quarantined} />}
          </>
        )}
      </Asked>
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

/** What became of the rows: of one way, of one file. */
function useCounts() {
  const t = useText()
  const { count } = useFormat()
  return (['taken', 'duplicates', 'quarantined'] as const).map(figure => ({
    title: t(`sources-${figure}`),
    isFigure: true,
    cell: (of: Pick<SourceView, typeof figure>) => count(of[figure]),
  }))
}

/** The ways by which rows come in. */
function Ways({ board }: { board: SourceBoardView }) {
  const t = useText()
  const counts = useCounts()
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
        <Rows
          rows={board.sources}
          keyOf={({ source }) => source}
          columns={[
            { title: t('sources-source'), isHead: true, cell: ({ source }) => t(`source-${source}`) },
            {
              title: t('sources-fresh'),
              cell: source => <Freshness source={source} staleAfter={board.stale_after_hours} />,
            },
            { title: t('sources-files'), isFigure: true, cell: source => <Files source={source} /> },
            ...counts,
            { title: t('sources-refused'), cell: ({ refused }) => <Rate rate={refused} /> },
          ]}
        />
      )}
    </section>
  )
}

interface FreshnessProps {
  source: SourceView
  staleAfter: number
}

function Freshness({ source, staleAfter }: FreshnessProps) {
  const t = useText()
  return (
    <>
      {source.stale && (
        <strong className="stale">
          <span aria-hidden="true">▲</span> {t('sources-stale', { hours: staleAfter })}
        </strong>
      )}
      {source.last_at_ms === null ? t('sources-never') : <Moment at={source.last_at_ms} />}
    </>
  )
}

function Files({ source }: { source: SourceView }) {
  const t = useText()
  const { count } = useFormat()
  return (
    <>
      {count(source.imports)}
      {source.failed > 0 && (
        <span className="failed"> · {t('sources-failed', { count: source.failed, figure: count(source.failed) })}</span>
      )}
    </>
  )
}

function Imports({ imports }: { imports: SourceImportView[] }) {
  const t = useText()
  const counts = useCounts()
  if (imports.length === 0) return null
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">{t('imports-title')}</h2>
      <Rows
        rows={imports}
        keyOf={({ import_id }) => import_id}
        columns={[
          { title: t('imports-file'), isHead: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { title: t('imports-from'), cell: ({ source }) => t(`source-${source}`) },
          {
            title: t('imports-state'),
            look: ({ state }) => ({ className: 'import-state', 'data-state': state }),
            cell: ({ fault, state }) => t(fault === null ? `import-${state}` : `fault-${fault}`),
          },
          ...counts,
          { title: t('imports-began'), cell: ({ started_at_ms }) => <Moment at={started_at_ms} /> },
        ]}
      />
    </section>
  )
}
