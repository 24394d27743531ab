/** How a key of the registry is written. In a button it only repeats what the sheet of keys says, so it stays unread. */
import { type ShortcutId, shortcuts } from '../keys/shortcuts'

interface Props {
  of: ShortcutId
  inButton?: boolean
}

export function Keys({ of, inButton = false }: Props) {
  return <Written keys={shortcuts[of].shown} isUnread={inButton} />
}

/** Keys as a person reads them. */
export function Written({ keys, isUnread = false }: { keys: readonly string[]; isUnread?: boolean }) {
  return (
    <span className="keys" aria-hidden={isUnread || undefined}>
      {keys.map(key => (key === '…' ? <span key={key}>{key}</span> : <kbd key={key}>{key}</kbd>))}
    </span>
  )
}
