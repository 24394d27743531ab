/**
 * A filter that is typed. It is asked for when Enter is pressed, after which keys are keys again; Escape takes it away.
 */
import { useEffect, useState } from 'react'
import { Input, SearchField } from 'react-aria-components'
import './filter.css'

interface Props {
  label: string
  hint: string
  /** Empty: any. */
  value: string
  onChange: (value: string) => void
  inputRef?: React.RefObject<HTMLInputElement | null>
}

export function FilterText({ label, hint, value, onChange, inputRef }: Props) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const ask = (text: string) => {
    setTyped(text)
    onChange(text)
  }
  return (
    <SearchField
      className="filter-text"
      data-chosen={value !== '' || undefined}
      aria-label={label}
      value={typed}
      onChange={setTyped}
      onSubmit={text => ask(text.trim())}
      onClear={() => ask('')}
    >
      <Input
        ref={inputRef}
        placeholder={hint}
        spellCheck={false}
        maxLength={LONGEST}
        onKeyUp={({ key, currentTarget }) => (key === 'Enter' || key === 'Escape') && currentTarget.blur()}
      />
    </SearchField>
  )
}

/** Longer is no word that somebody looks for. */
const LONGEST = 200
