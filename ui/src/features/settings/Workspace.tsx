/** The workspace: when its folder counts as stale, what a look at it finds, and a copy of it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { keys, queries, useApi } from '../../api'
import type { CheckOutcome } from '../../bindings/CheckOutcome'
import { Asked } from '../../components/Asked'
import { FailureNotice } from '../../components/FailureNotice'
import { Quantity } from '../../components/Field'
import { useMay } from '../../components/person'
import { useText } from '../../locale'

const SIGNS: Record<CheckOutcome, string> = { good: '✓', bad: '✕', skipped: '–' }

export function Workspace() {
  const t = useText()
  const api = useApi()
  const may = useMay()
  const health = useQuery(queries.health(api))
  const backing = useMutation({ mutationFn: api.settings.backUp })
  return (
    <section aria-labelledby="workspace">
      <div className="section-head">
        <h2 id="workspace">{t('workspace-title')}</h2>
        {may('workspace_backup') && (
          <Button className="button" isDisabled={backing.isPending} onPress={() => backing.mutate()}>
            {t('workspace-back-up')}
          </Button>
        )}
      </div>
      {backing.isError && <FailureNotice failure={backing.error} />}
      <StaleAfter />
      <Asked query={health}>
        {({ checks }) => (
          <table className="rows health">
            <tbody>
              {checks.map(({ check, outcome, message }) => (
                <tr key={check} data-outcome={outcome}>
                  <th scope="row">{t(`health-${check.replaceAll(' ', '-')}`)}</th>
                  <td>
                    <span className="outcome">
                      <span aria-hidden="true">{SIGNS[outcome]}</span> {t(`health-outcome-${outcome}`)}
                    </span>
                  </td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Asked>
    </section>
  )
}

function StaleAfter() {
  const t = useText()
  const api = useApi()
  const may = useMay()
  const client = useQueryClient()
  const { data } = useQuery(queries.sources(api))
  const [typed, setTyped] = useState<number | null>(null)
  const saving = useMutation({
    mutationFn: api.sources.staleAfter,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.sources }),
  })
  if (!data) return null
  const hours = typed ?? data.stale_after_hours
  return (
    <div className="stale-after">
      <Quantity
        label={t('workspace-stale-after')}
        value={hours}
        onChange={setTyped}
        minValue={1}
        maxValue={720}
        isReadOnly={!may('settings_change')}
        formatOptions={{ style: 'unit', unit: 'hour', unitDisplay: 'long' }}
      />
      {may('settings_change') && (
        <Button
          className="button"
          isDisabled={hours === data.stale_after_hours || saving.isPending}
          onPress={() => saving.mutate(hours)}
        >
          {t('people-save')}
        </Button>
      )}
      {saving.isError && <FailureNotice failure={saving.error} />}
    </div>
  )
}
