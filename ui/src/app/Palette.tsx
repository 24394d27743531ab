/**
 * Everything that can be gone to or done now, found by typing: the screens, what the current screen's keys do, what keys do
 * everywhere, and the intents: while an item can be answered they answer it, elsewhere they lead to what they mean. From
 * the same registry as the keys themselves.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { queries, useApi } from '../api'
import { Written } from '../components/Keys'
import { useMay } from '../components/person'
import { shortcuts, shortcutsOf, shortcutTextId } from '../keys/shortcuts'
import { choicesNow } from '../keys/useChoices'
import { actionsNow } from '../keys/useShortcuts'
import { useText } from '../locale'
import { goTo } from '../location'
import { screenKeys, screenTextId } from './registry'
import type { Places } from './Screens'
import './palette.css'

interface Props {
  places: Places
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

export function Palette({ places, isOpen, onOpenChange }: Props) {
  const t = useText()
  const chosen = useRunWhenClosed(isOpen)
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal>
        <Dialog className="dialog palette" aria-label={t('palette')}>
          <Entries
            places={places}
            onChoose={run => {
              chosen.current = run
              onOpenChange(false)
            }}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

interface Entry {
  id: string
  text: string
  /** The keys that do the same, where there are any. */
  shown?: readonly string[]
  run: () => void
}

function Entries({ places, onChoose }: { places: Places; onChoose: (run: () => void) => void }) {
  const t = useText()
  const { contains } = useFilter({ sensitivity: 'base' })
  const sections = useSections(places)
  const all = new Map(sections.flatMap(({ entries }) => entries).map(entry => [entry.id, entry]))
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={t('palette')}>
        <Input autoFocus placeholder={t('palette-hint')} spellCheck={false} />
      </SearchField>
      <Menu
        className="menu"
        aria-label={t('palette')}
        onAction={id => {
          const entry = all.get(String(id))
          if (entry) onChoose(entry.run)
        }}
        renderEmptyState={() => <p className="quiet">{t('palette-none')}</p>}
      >
        {sections.map(({ titleId, entries }) => (
          <MenuSection key={titleId} aria-label={t(titleId)}>
            <Header>{t(titleId)}</Header>
            {entries.map(({ id, text, shown }) => (
              <MenuItem key={id} id={id} textValue={text}>
                {text}
                {shown && <Written keys={shown} isUnread />}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  )
}

function useSections(places: Places): { titleId: string; entries: Entry[] }[] {
  const t = useText()
  const general = new Set<string>(shortcutsOf('everywhere'))
  const actions = actionsNow()
    .filter(({ id }) => id !== 'palette')
    .map(({ id, run }) => ({ id, text: t(shortcutTextId(id)), shown: shortcuts[id].shown, run }))
  const screens = places.open.map(screen => ({
    id: `go-${screen.id}`,
    text: t(screenTextId(screen.id)),
    shown: screenKeys(screen).shown,
    run: () => places.go(screen),
  }))
  const choices = choicesNow()
  const meanings = useMeanings()
  return [
    { titleId: 'palette-screens', entries: screens },
    { titleId: 'palette-here', entries: actions.filter(({ id }) => !general.has(id)) },
    { titleId: 'palette-everywhere', entries: actions.filter(({ id }) => general.has(id)) },
    { titleId: 'palette-choices', entries: choices },
    { titleId: 'palette-intents', entries: choices.length > 0 ? [] : meanings },
  ].filter(({ entries }) => entries.length > 0)
}

/** Every intent of the live policy, and the way to what it means. */
function useMeanings(): Entry[] {
  const may = useMay()('policy_read')
  const { data } = useQuery({ ...queries.policy(useApi()), enabled: may })
  if (!may || !data) return []
  return data.intents.map(({ intent, title }) => ({
    id: `intent-${intent}`,
    text: title,
    run: () => goTo({ screen: 'policy', parameters: { intent } }),
  }))
}

/** What was chosen runs when the palette has gone, so that what it opens or points at gets the focus. */
function useRunWhenClosed(isOpen: boolean) {
  const chosen = useRef<(() => void) | null>(null)
  useEffect(() => {
    if (isOpen) return
    const run = chosen.current
    chosen.current = null
    run?.()
  }, [isOpen])
  return chosen
}
