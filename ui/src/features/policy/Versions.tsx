/** What was live since when, and what each changed. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { queries, useApi } from '../../api'
import type { PolicyVersionView } from '../../bindings/PolicyVersionView'
import { Difference } from '../../components/Difference'
import { FailureNotice } from '../../components/FailureNotice'
import { Moment } from '../../components/Moment'
import { Rows } from '../../components/Rows'
import { useText } from '../../locale'

/** The same version may have been live twice. */
const keyOf = ({ version, at_ms }: PolicyVersionView) => `${version}${at_ms}`

export function Versions({ versions }: { versions: PolicyVersionView[] }) {
  const t = useText()
  const [shown, setShown] = useState<string | null>(null)
  const chosen = versions.find(each => keyOf(each) === shown)
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('policy-versions')}</h2>
      <Rows
        className="narrow"
        rows={versions}
        keyOf={keyOf}
        columns={[
          { title: t('version-what'), cell: ({ kind }) => t(`version-${kind}`) },
          { title: t('version-version'), isHead: true, cell: ({ version_short }) => <code>{version_short}</code> },
          { title: t('version-since'), cell: ({ at_ms }) => <Moment at={at_ms} /> },
          {
            title: t('version-changed'),
            isTitleHidden: true,
            cell: version =>
              version.before === null ? (
                <span className="quiet">{t('version-first')}</span>
              ) : (
                <Button
                  className="button plain"
                  aria-expanded={version === chosen}
                  aria-label={t('version-changed-of', { version: version.version_short })}
                  onPress={() => setShown(version === chosen ? null : keyOf(version))}
                >
                  {t('version-changed')}
                </Button>
              ),
          },
        ]}
      />
      {chosen && chosen.before !== null && <Changed from={chosen.before} to={chosen.version} />}
    </section>
  )
}

function Changed({ from, to }: { from: string; to: string }) {
  const { data, error } = useQuery(queries.policyDiff(useApi(), from, to))
  if (error) return <FailureNotice failure={error} />
  return data ? <Difference lines={data.lines} /> : null
}
