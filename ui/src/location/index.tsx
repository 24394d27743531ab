/**
 * Where the reader is: a screen and its parameters, such as a filter, in the address after `#`. So every view can be gone
 * back to, and a number can lead to the rows behind it. The address holds ids and words of filters, never a text of a
 * customer.
 */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useSyncExternalStore } from 'react'

export type Parameters = Readonly<Record<string, string>>

export interface Place {
  screen: string
  parameters: Parameters
}

/** What the address says: `#decisions?intent=refund_request`. */
export function placeOf(hash: string): Place {
  const [screen = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  return { screen, parameters: Object.fromEntries(new URLSearchParams(query)) }
}

export function hrefOf({ screen, parameters }: Place): string {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== '')).toString()
  return query === '' ? `#${screen}` : `#${screen}?${query}`
}

const heard = new Set<() => void>()

function subscribe(onChange: () => void): () => void {
  heard.add(onChange)
  window.addEventListener('hashchange', onChange)
  window.addEventListener('popstate', onChange)
  return () => {
    heard.delete(onChange)
    window.removeEventListener('hashchange', onChange)
    window.removeEventListener('popstate', onChange)
  }
}

/** Goes to a place. `replace` leaves no way back to the one before, for what nobody would go back to. */
export function goTo(place: Place, how: 'push' | 'replace' = 'push'): void {
  const href = hrefOf(place)
  if (href === window.location.hash) return
  if (how === 'push') window.history.pushState(null, '', href)
  else window.history.replaceState(null, '', href)
  for (const onChange of heard) onChange()
}

/** The place in the address. */
export function useAddress(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return useMemo(() => placeOf(hash), [hash])
}

interface Here extends Place {
  /** The screens that this person may open. */
  open: readonly string[]
}

const HereContext = createContext<Here>({ screen: '', parameters: {}, open: [] })

/** Tells what is inside where it is. A screen that is not looked at keeps the place it had. */
export function HereProvider({ here, children }: { here: Here; children: ReactNode }) {
  return <HereContext value={here}>{children}</HereContext>
}

/** This screen's parameters, and how to change some of them; an empty text takes one away. */
export function useParameters(): [Parameters, (changed: Parameters, how?: 'push' | 'replace') => void] {
  const { screen, parameters } = useContext(HereContext)
  const change = useCallback(
    (changed: Parameters, how: 'push' | 'replace' = 'replace') =>
      goTo({ screen, parameters: { ...parameters, ...changed } }, how),
    [screen, parameters],
  )
  return [parameters, change]
}

interface LinkProps {
  to: Place
  children: ReactNode
  className?: string
  'aria-label'?: string
}

/** Leads to a place, where this person may open its screen; else it is only what it says. */
export function PlaceLink({ to, children, ...rest }: LinkProps) {
  const { open } = useContext(HereContext)
  if (!open.includes(to.screen)) return <span className={rest.className}>{children}</span>
  return (
    <a href={hrefOf(to)} {...rest}>
      {children}
    </a>
  )
}
