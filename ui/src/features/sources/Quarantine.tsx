/** Rows that were refused: where, why, of what shape. What they say stays sealed; discarding one destroys it. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { queries, useApi } from '../../api'
import type { QuarantineRowView } from '../../bindings/QuarantineRowView'
import { FailureNotice } from '../../components/FailureNotice'
import { Moment } from '../../components/Moment'
import { useMay } from '../../components/person'
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
  return (
    <section aria-labelledby="quarantine">
      <h2 id="quarantine">{t('quarantine-title')}</h2>
      <p className="quiet">{t('quarantine-held', { count: held, figure: count(held) })}</p>
      {error && <FailureNotice failure={error} />}
      {rows.length > 0 && (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{t('quarantine-where')}</th>
              <th scope="col">{t('quarantine-why')}</th>
              <th scope="col">{t('quarantine-shape')}</th>
              <th scope="col">{t('quarantine-when')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('quarantine-act')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <Row key={row.quarantine_id} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length === limit && (
        <Button className="button more" onPress={() => setLimit(limit + STEP)}>
          {t('quarantine-more')}
        </Button>
      )}
    </section>
  )
}

function Row({ row }: { row: QuarantineRowView }) {
  const t = useText()
  const { count } = useFormat()
  const may = useMay()
  const api = useApi()
  const discarding = useMutation({ mutationFn: () => api.sources.discard(row.quarantine_id) })
  const place = t('quarantine-line', { line: count(row.line) })
  return (
    <tr>
      <th scope="row">
        <bdi>{row.file}</bdi>, {place}
      </th>
      <td>
        {row.field !== null && <code>{row.field}</code>} {t(`refusal-${row.reason}`)}
        {discarding.isError && <FailureNotice failure={discarding.error} />}
      </td>
      <td>{row.shape !== null && <code>{row.shape}</code>}</td>
      <td>
        <Moment at={row.at_ms} />
      </td>
      <td className="figure">
        {row.state !== 'held' && <span className="quiet">{t(`quarantine-${row.state}`)}</span>}
        {row.state === 'held' && may('quarantine_discard') && (
          <Button
            className="button plain"
            aria-label={t('quarantine-discard-row', { file: row.file, place })}
            isDisabled={discarding.isPending}
            onPress={() => discarding.mutate()}
          >
            {t('quarantine-discard')}
          </Button>
        )}
      </td>
    </tr>
  )
}
