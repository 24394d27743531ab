/** What was live since when, and what each changed. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { queries, useApi } from '../../api'
import type { PolicyVersionView } from '../../bindings/PolicyVersionView'
import { Difference } from '../../components/Difference'
import { FailureNotice } from '../../components/FailureNotice'
import { Moment } from '../../components/Moment'
import { useText } from '../../locale'

export function Versions({ versions }: { versions: PolicyVersionView[] }) {
  const t = useText()
  const [shown, setShown] = useState<string | null>(null)
  const chosen = versions.find(each => `${each.version}${each.at_ms}` === shown)
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('policy-versions')}</h2>
      <table className="rows narrow">
        <thead>
          <tr>
            <th scope="col">{t('version-what')}</th>
            <th scope="col">{t('version-version')}</th>
            <th scope="col">{t('version-since')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('version-changed')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map(each => {
            const id = `${each.version}${each.at_ms}`
            return (
              <tr key={id}>
                <td>{t(`version-${each.kind}`)}</td>
                <th scope="row">
                  <code>{each.version_short}</code>
                </th>
                <td>
                  <Moment at={each.at_ms} />
                </td>
                <td>
                  {each.before === null ? (
                    <span className="quiet">{t('version-first')}</span>
                  ) : (
                    <Button
                      className="button plain"
                      aria-expanded={id === shown}
                      aria-label={t('version-changed-of', { version: each.version_short })}
                      onPress={() => setShown(id === shown ? null : id)}
                    >
                      {t('version-changed')}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {chosen && chosen.before !== null && <Changed from={chosen.before} to={chosen.version} />}
    </section>
  )
}

function Changed({ from, to }: { from: string; to: string }) {
  const { data, error } = useQuery(queries.policyDiff(useApi(), from, to))
  if (error) return <FailureNotice failure={error} />
  return data ? <Difference lines={data.lines} /> : null
}
