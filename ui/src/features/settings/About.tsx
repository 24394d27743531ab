/** About: the version, and every library in it with its licence, from the metadata of its packages. */
import { useQuery } from '@tanstack/react-query'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { queries, useApi } from '../../api'
import { useText } from '../../locale'
import { useFormat } from '../../locale/format'
import { licences } from './licences'

export function About() {
  const t = useText()
  const { count } = useFormat()
  const { data } = useQuery(queries.health(useApi()))
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('about-title')}</h2>
      <p>{t('about-version', { version: data?.program_version ?? '' })}</p>
      <p className="quiet">{t('about-text')}</p>
      <p className="quiet">{t('about-notices')}</p>
      <Disclosure className="licences">
        <Heading level={3}>
          <Button slot="trigger" className="button">
            {t('about-licences', { count: count(licences.length) })}
          </Button>
        </Heading>
        <DisclosurePanel>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t('about-library')}</th>
                <th scope="col">{t('about-library-version')}</th>
                <th scope="col">{t('about-licence')}</th>
              </tr>
            </thead>
            <tbody>
              {licences.map(({ name, version, licence }) => (
                <tr key={`${name} ${version}`}>
                  <th scope="row">{name}</th>
                  <td>{version}</td>
                  <td>{licence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </DisclosurePanel>
      </Disclosure>
    </section>
  )
}
