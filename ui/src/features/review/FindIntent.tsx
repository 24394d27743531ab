/** Any intent, by typing a part of its name or definition. Enter takes the first; it answers, as a digit does. */
import { useMemo, useState } from 'react'
import { Autocomplete, Input, Label, ListBox, ListBoxItem, Popover, SearchField } from 'react-aria-components'
import type { IntentView } from '../../bindings/IntentView'
import { Keys } from '../../components/Keys'
import { useText } from '../../locale'
import { find } from './choices'

interface Props {
  intents: readonly IntentView[]
  isDisabled: boolean
  onChoose: (intent: string) => void
  inputRef: React.RefObject<HTMLInputElement | null>
}

export function FindIntent({ intents, isDisabled, onChoose, inputRef }: Props) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const found = useMemo(() => find(intents, typed), [intents, typed])
  const leave = () => {
    setTyped('')
    setOpen(false)
    inputRef.current?.blur()
  }
  return (
    <div className="find">
      <Autocomplete
        inputValue={typed}
        onInputChange={text => {
          setTyped(text)
          // Bringing the field into view scrolls, and what scrolls closes a list that hangs on it.
          if (text !== '') setOpen(true)
        }}
      >
        <SearchField
          isDisabled={isDisabled}
          onFocus={() => setOpen(true)}
          onBlur={() => {
            // While an option is pointed at, the field says it lost the focus, though it has it.
            if (document.activeElement !== inputRef.current) setOpen(false)
          }}
          onKeyDown={event => {
            if (event.key === 'Escape') leave()
            else event.continuePropagation()
          }}
        >
          <Label>
            <Keys of="find" inButton />
            {t('find-intent')}
          </Label>
          <Input ref={inputRef} spellCheck={false} placeholder={t('find-intent-hint')} />
        </SearchField>
        <Popover
          className="popover find-popover"
          isNonModal
          isOpen={open && !isDisabled}
          onOpenChange={setOpen}
          triggerRef={inputRef}
          UNSTABLE_portalContainer={inputRef.current?.closest('main') ?? undefined}
          placement="top start"
        >
          <ListBox
            aria-label={t('find-intent')}
            items={found}
            onAction={chosen => {
              leave()
              onChoose(String(chosen))
            }}
            renderEmptyState={() => <p className="quiet">{t('find-intent-none')}</p>}
          >
            {({ intent, title, definition }) => (
              <ListBoxItem id={intent} textValue={title} className="find-option">
                <span className="title">{title}</span>
                <span className="definition">{definition}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </Autocomplete>
    </div>
  )
}
