/** Whose entries, which act, since when, about what. People's acts come first: the engine writes nearly all others. */
import type { FacetTitleView } from '../../bindings/FacetTitleView'
import { FilterChoice } from '../../components/FilterChoice'
import { FilterText } from '../../components/FilterText'
import { SPANS } from '../../components/spans'
import { useText } from '../../locale'
import { type Parameters, useParameters } from '../../location'
import { useActName } from './words'

export const LEDGER_FILTERS = ['who', 'act', 'time', 'subject'] as const

/** The parameters that take every filter away. */
export const NO_FILTER: Parameters = Object.fromEntries(LEDGER_FILTERS.map(name => [name, '']))

interface Props {
  people: readonly FacetTitleView[]
  acts: readonly string[]
}

export function LedgerFilters({ people, acts }: Props) {
  const t = useText()
  const name = useActName()
  const [parameters, change] = useParameters()
  const who = [
    { value: 'people', title: t('ledger-who-people') },
    { value: 'all', title: t('ledger-who-all') },
    { value: 'engine', title: t('ledger-who-engine') },
    ...people,
  ]
  return (
    <search className="filters" aria-label={t('filters')}>
      <FilterChoice
        label={t('ledger-who')}
        choices={who}
        chosen={parameters.who || 'people'}
        onChoose={value => change({ who: value || 'all', entry: '' })}
      />
      <FilterChoice
        label={t('ledger-act')}
        choices={acts.map(value => ({ value, title: name(value) }))}
        chosen={parameters.act ?? ''}
        onChoose={act => change({ act, entry: '' })}
      />
      <FilterChoice
        label={t('filter-time')}
        choices={Object.keys(SPANS).map(value => ({ value, title: t(`span-${value}`) }))}
        chosen={parameters.time ?? ''}
        onChoose={time => change({ time, entry: '' })}
      />
      {/* Every letter would be a look through the whole ledger. */}
      <FilterText
        label={t('ledger-subject')}
        hint={t('ledger-subject-hint')}
        value={parameters.subject ?? ''}
        onChange={subject => change({ subject, entry: '' })}
      />
    </search>
  )
}
