/** About: the version, and every library in it with its licence, from the metadata of its packages. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { queries, useApi } from '../../api'
import { Rows } from '../../components/Rows'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { licences } from './licences'

export function About() {
  const t = useText()
  const { count } = useFormat()
  const { data } = useQuery(queries.health(useApi()))
  // Hundreds of rows that hardly anybody opens are not made with every look at the settings.
  const [isOpen, setIsOpen] = useState(false)
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('about-title')}</h2>
      <p>{t('about-version', { version: data?.program_version ?? '' })}</p>
      <p className="quiet">{t('about-text')}</p>
      <p className="quiet">{t('about-notices')}</p>
      <Disclosure className="licences" isExpanded={isOpen} onExpandedChange={setIsOpen}>
        <Heading level={3}>
          <Button slot="trigger" className="button">
            {t('about-licences', { count: count(licences.length) })}
          </Button>
        </Heading>
        <DisclosurePanel>
          {isOpen && (
            <Rows
              rows={licences}
              keyOf={({ name, version }) => `${name} ${version}`}
              columns={[
                { title: t('about-library'), isHead: true, cell: ({ name }) => name },
                { title: t('about-library-version'), cell: ({ version }) => version },
                { title: t('about-licence'), cell: ({ licence }) => licence },
              ]}
            />
          )}
        </DisclosurePanel>
      </Disclosure>
    </section>
  )
}
