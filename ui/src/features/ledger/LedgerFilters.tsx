/** Whose entries, which act, since when, about what. People's acts come first: the engine writes nearly all others. */
import { useEffect, useState } from 'react'
import { Input, SearchField } from 'react-aria-components'
import type { FacetTitleView } from '../../bindings/FacetTitleView'
import { FilterChoice } from '../../components/FilterChoice'
import { SPANS } from '../../components/spans'
import { useText } from '../../locale'
import { useParameters } from '../../location'
import { useActName } from './words'

export const LEDGER_FILTERS = ['who', 'act', 'time', 'subject'] as const

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
      <Subject />
    </search>
  )
}

/** An id that entries name, asked for when Enter is pressed: every letter would be a look through the whole ledger. */
function Subject() {
  const t = useText()
  const [parameters, change] = useParameters()
  const given = parameters.subject ?? ''
  const [typed, setTyped] = useState(given)
  useEffect(() => setTyped(given), [given])
  return (
    <SearchField
      className="subject"
      aria-label={t('ledger-subject')}
      value={typed}
      onChange={setTyped}
      onSubmit={subject => change({ subject: subject.trim(), entry: '' })}
      onClear={() => change({ subject: '', entry: '' })}
    >
      <Input placeholder={t('ledger-subject-hint')} spellCheck={false} />
    </SearchField>
  )
}
