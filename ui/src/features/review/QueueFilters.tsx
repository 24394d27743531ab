/** Which waiting items: by what they are and by what they say. Each choice comes with how many it would list. */
import { Button } from 'react-aria-components'
import type { FacetView } from '../../bindings/FacetView'
import { FilterChoice } from '../../components/FilterChoice'
import { FilterText } from '../../components/FilterText'
import { FilterToggle } from '../../components/FilterToggle'
import { Keys } from '../../components/Keys'
import { reasonName } from '../../components/reasons'
import { useLocalization } from '../../locale'
import { isFiltered } from './filter'
import type { ReviewDesk } from './useReview'

interface Props {
  desk: ReviewDesk
  searchRef: React.RefObject<HTMLInputElement | null>
}

export function QueueFilters({ desk, searchRef }: Props) {
  const localization = useLocalization()
  const { t } = localization
  const { filter, figures, choose } = desk
  const titled = (facets: readonly FacetView[] | undefined, title: (value: string) => string) =>
    facets?.map(({ value, title: given, n }) => ({ value, title: given ?? title(value), n })) ?? []
  // The random sample has no reason: it is listed and counted with each, and none is its own.
  const facets = [
    ['queue', titled(figures?.queues, value => value)],
    ['reason', titled(figures?.reasons, value => reasonName(localization, value))],
    ['intent', titled(figures?.intents, value => value)],
    ['channel', titled(figures?.channels, value => t(`channel-${value}`))],
  ] as const
  return (
    <search className="filters" aria-label={t('filters')}>
      <div className="search-row">
        <Keys of="search" inButton />
        <FilterText
          label={t('review-search')}
          hint={t('review-search-hint')}
          value={filter.text ?? ''}
          onChange={text => choose({ text })}
          inputRef={searchRef}
        />
        {isFiltered(filter) && (
          <Button className="button plain" onPress={desk.showAll}>
            <Keys of="clear-filters" inButton />
            {t('show-all')}
          </Button>
        )}
      </div>
      {facets
        // One choice that all have tells nothing apart.
        .filter(([name, choices]) => choices.length > 1 || filter[name] !== undefined)
        .map(([name, choices]) => (
          <FilterChoice
            key={name}
            label={t(`review-filter-${name}`)}
            choices={choices}
            chosen={filter[name] ?? ''}
            onChoose={value => choose({ [name]: value })}
          />
        ))}
      <FilterToggle
        label={t('review-filter-overdue')}
        n={figures?.overdue}
        isChosen={filter.due === 'overdue'}
        onChange={on => choose({ due: on ? 'overdue' : '' })}
      />
      <FilterToggle
        label={t('review-filter-mine')}
        n={figures?.mine}
        isChosen={filter.held === 'mine'}
        onChange={on => choose({ held: on ? 'mine' : '' })}
      />
    </search>
  )
}
