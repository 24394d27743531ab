/** A filter that is on or off, with how many it would match. */
import { ToggleButton } from 'react-aria-components'
import { useFormat } from '../locale/format'
import './filter.css'

interface Props {
  label: string
  n: number | undefined
  isChosen: boolean
  onChange: (isChosen: boolean) => void
}

export function FilterToggle({ label, n, isChosen, onChange }: Props) {
  const { count } = useFormat()
  return (
    <span className="filter" data-chosen={isChosen || undefined}>
      <ToggleButton className="button" isSelected={isChosen} onChange={onChange}>
        {label}
        {n !== undefined && <span>{count(n)}</span>}
      </ToggleButton>
    </span>
  )
}
