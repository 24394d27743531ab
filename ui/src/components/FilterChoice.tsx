/**
 * One filter: a button that says what it asks for, and the choices with how many each would match. Long lists can be
 * typed in.
 */
import { useState } from 'react'
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { useText } from '../locale'
import { useFormat } from '../locale/format'
import './filter.css'

export interface Choice {
  value: string
  title: string
  n?: number
}

interface Props {
  label: string
  choices: readonly Choice[]
  /** Empty: any. */
  chosen: string
  /** Something is always chosen: there is nothing to clear. */
  isRequired?: boolean
  onChoose: (value: string) => void
}

/** More than these are searched, not read. */
const MANY = 9

export function FilterChoice({ label, choices, chosen, isRequired = false, onChoose }: Props) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const title = choices.find(({ value }) => value === chosen)?.title ?? chosen
  const choose = (value: string) => {
    setOpen(false)
    onChoose(value)
  }
  return (
    <span className="filter" data-chosen={(chosen !== '' && !isRequired) || undefined}>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button className="button">
          <span className="filter-said">{chosen === '' ? label : t('filter-is', { label, title })}</span>
          <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover" placement="bottom start">
          <Dialog className="filter-choices" aria-label={label}>
            <Choices label={label} choices={choices} chosen={chosen} onChoose={choose} />
          </Dialog>
        </Popover>
      </DialogTrigger>
      {chosen !== '' && !isRequired && (
        <Button className="button clear" aria-label={t('filter-clear', { label })} onPress={() => onChoose('')}>
          <span aria-hidden="true">×</span>
        </Button>
      )}
    </span>
  )
}

function Choices({ label, choices, chosen, onChoose }: Props) {
  const t = useText()
  const { count } = useFormat()
  const { contains } = useFilter({ sensitivity: 'base' })
  const list = (
    <ListBox
      className="filter-list"
      aria-label={label}
      items={choices.map(choice => ({ ...choice, id: choice.value }))}
      selectionMode="single"
      selectedKeys={chosen === '' ? [] : [chosen]}
      autoFocus={choices.length > MANY ? false : 'first'}
      onSelectionChange={picked => {
        const [value] = picked === 'all' ? [] : [...picked]
        onChoose(value === undefined ? '' : String(value))
      }}
      renderEmptyState={() => <p className="quiet">{t('filter-none')}</p>}
    >
      {({ value, title, n }) => (
        <ListBoxItem id={value} textValue={title} className="filter-item">
          <span>{title}</span>
          {n !== undefined && <span className="quiet">{count(n)}</span>}
        </ListBoxItem>
      )}
    </ListBox>
  )
  if (choices.length <= MANY) return list
  return (
    <Autocomplete filter={contains}>
      <SearchField aria-label={t('filter-find', { label })}>
        <Input autoFocus placeholder={t('filter-find-hint')} spellCheck={false} />
      </SearchField>
      {list}
    </Autocomplete>
  )
}
