/** Rows that were refused: where, why, of what shape. What they say stays sealed; discarding one destroys it. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { queries, useApi } from '../../api'
import type { QuarantineRowView } from '../../bindings/QuarantineRowView'
import { FailureNotice } from '../../components/FailureNotice'
import { Moment } from '../../components/Moment'
import { useMay } from '../../components/person'
import { Rows } from '../../components/Rows'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'

/** Rows that are shown at once, and how many more each time. */
const STEP = 100

export function Quarantine({ held }: { held: number }) {
  const t = useText()
  const { count } = useFormat()
  const [limit, setLimit] = useState(STEP)
  const { data, error } = useQuery(queries.quarantine(useApi(), limit))
  const rows = data?.rows ?? []
  const placeOf = ({ line }: QuarantineRowView) => t('quarantine-line', { line: count(line) })
  return (
    <section aria-labelledby="quarantine">
      <h2 id="quarantine">{t('quarantine-title')}</h2>
      <p className="quiet">{t('quarantine-held', { count: held, figure: count(held) })}</p>
      {error && <FailureNotice failure={error} />}
      {rows.length > 0 && (
        <Rows
          rows={rows}
          keyOf={({ quarantine_id }) => quarantine_id}
          columns={[
            {
              title: t('quarantine-where'),
              isHead: true,
              cell: row => (
                <>
                  <bdi>{row.file}</bdi>, {placeOf(row)}
                </>
              ),
            },
            {
              title: t('quarantine-why'),
              cell: ({ field, reason }) => (
                <>
                  {field !== null && <code>{field}</code>} {t(`refusal-${reason}`)}
                </>
              ),
            },
            { title: t('quarantine-shape'), cell: ({ shape }) => shape !== null && <code>{shape}</code> },
            { title: t('quarantine-when'), cell: ({ at_ms }) => <Moment at={at_ms} /> },
            {
              title: t('quarantine-act'),
              isTitleHidden: true,
              isFigure: true,
              cell: row =>
                row.state === 'held' ? (
                  <Discard row={row} place={placeOf(row)} />
                ) : (
                  <span className="quiet">{t(`quarantine-${row.state}`)}</span>
                ),
            },
          ]}
        />
      )}
      {rows.length === limit && (
        <Button className="button more" onPress={() => setLimit(limit + STEP)}>
          {t('quarantine-more')}
        </Button>
      )}
    </section>
  )
}

interface DiscardProps {
  row: QuarantineRowView
  place: string
}

function Discard({ row, place }: DiscardProps) {
  const t = useText()
  const may = useMay()
  const api = useApi()
  const discarding = useMutation({ mutationFn: () => api.sources.discard(row.quarantine_id) })
  if (!may('quarantine_discard')) return null
  return (
    <>
      {discarding.isError && <FailureNotice failure={discarding.error} />}
      <Button
        className="button plain"
        aria-label={t('quarantine-discard-row', { file: row.file, place })}
        isDisabled={discarding.isPending}
        onPress={() => discarding.mutate()}
      >
        {t('quarantine-discard')}
      </Button>
    </>
  )
}
