/** What can be asked for. Choices with counts come with the figures; versions and segments are there on demand. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components'
import { decisionQueries, useApi } from '../../api'
import type { DecisionFiguresView } from '../../bindings/DecisionFiguresView'
import type { FacetView } from '../../bindings/FacetView'
import type { VersionView } from '../../bindings/VersionView'
import { type Choice, FilterChoice } from '../../components/FilterChoice'
import { Keys } from '../../components/Keys'
import { reasonName } from '../../components/reasons'
import { SPANS } from '../../components/spans'
import { useLocalization } from '../../locale'
import { useFormat } from '../../locale/format'
import { useParameters } from '../../location'
import { type FilterName, isFiltered, NO_FILTER } from './filter'

const CHANNELS = ['chat', 'email', 'ticket', 'voice_transcript', 'social']

export function Filters({ figures }: { figures: DecisionFiguresView | undefined }) {
  const localization = useLocalization()
  const { t } = localization
  const [parameters, change] = useParameters()
  const choices = useChoices(figures)
  return (
    <search className="filters" aria-label={t('filters')}>
      {choices.map(([name, of]) => (
        <FilterChoice
          key={name}
          label={t(`filter-${name}`)}
          choices={of}
          chosen={parameters[name] ?? ''}
          onChoose={value => change({ [name]: value, id: '', ...(name === 'time' && { since: '', until: '' }) })}
        />
      ))}
      {isFiltered(parameters) && (
        <Button className="button plain" onPress={() => change({ ...NO_FILTER, id: '' })}>
          <Keys of="clear-filters" inButton />
          {t('filters-clear')}
        </Button>
      )}
    </search>
  )
}

type Named = readonly [FilterName, readonly Choice[]]

function useChoices(figures: DecisionFiguresView | undefined): readonly Named[] {
  const localization = useLocalization()
  const { t } = localization
  const { stamp } = useFormat()
  const [parameters] = useParameters()
  const { data: options } = useQuery(decisionQueries.options(useApi()))
  const titled = (facets: readonly FacetView[] | undefined, title: (value: string) => string) =>
    facets?.map(({ value, title: given, n }) => ({ value, title: given ?? title(value), n })) ?? []
  const version = ({ version, short, since_ms }: VersionView) => ({
    value: version,
    title: t('filter-version', { version: short, since: stamp(since_ms) }),
  })
  const plain = (values: readonly string[], title: (value: string) => string) =>
    values.map(value => ({ value, title: title(value) }))
  const usual: Named[] = [
    ['verdict', titled(figures?.verdicts, value => t(`verdict-${value}`))],
    ['intent', titled(figures?.intents, value => value)],
    ['reason', titled(figures?.reasons, value => reasonName(localization, value))],
    ['queue', titled(figures?.queues, value => value)],
    ['channel', plain(CHANNELS, value => t(`channel-${value}`))],
    ['time', plain(Object.keys(SPANS), value => t(`span-${value}`))],
    ['segment', plain(options?.segments ?? [], value => value.replace('=', ': '))],
    ['model', options?.models.map(version) ?? []],
    ['policy', options?.policies.map(version) ?? []],
  ]
  // What only links ask for stands here while it is asked for, so that it can be seen and taken away.
  const linked: Named[] = [
    ['since', plain([parameters.since ?? ''], value => stamp(Number(value)))],
    ['until', plain([parameters.until ?? ''], value => stamp(Number(value)))],
    ['event', plain([parameters.event ?? ''], value => value)],
    ['word', plain(['engine'], () => t('word-engine'))],
    ['judged', plain(['right', 'wrong'], value => t(`judged-${value}`))],
  ]
  const asked = ([name]: Named) => (parameters[name] ?? '') !== ''
  return [...usual.filter(each => each[1].length > 0 || asked(each)), ...linked.filter(asked)]
}
