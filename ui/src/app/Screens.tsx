/**
 * The screen that the address names, and behind it, out of sight and silent, those that were opened before: each is found
 * again as it was left, its place in the list included. What a hidden screen shows is asked for again when it comes back.
 */
import { Activity, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { bind } from '../keys/press'
import { useText } from '../locale'
import { goTo, HereProvider, hrefOf, type Parameters, useAddress } from '../location'
import { type Screen, screenKeys, screenTextId, useScreens } from './registry'

export interface Places {
  open: readonly Screen[]
  current: Screen | undefined
  /** The address of a screen as it was left. */
  hrefOf: (screen: Screen) => string
  go: (screen: Screen) => void
  /** The parameters of each screen that was opened. */
  kept: Readonly<Record<string, Parameters>>
}

/** Which screens there are, and where the reader is. An address that leads nowhere leads to the first. */
export function usePlaces(): Places {
  const open = useScreens()
  const address = useAddress()
  const current = open.find(({ id }) => id === address.screen) ?? open[0]
  const [kept, setKept] = useState<Record<string, Parameters>>({})
  const parameters = current?.id === address.screen ? address.parameters : {}
  if (current && !isSame(kept[current.id], parameters)) setKept({ ...kept, [current.id]: parameters })
  const place = ({ id }: Screen) => ({ screen: id, parameters: kept[id] ?? {} })
  return { open, current, kept, hrefOf: screen => hrefOf(place(screen)), go: screen => goTo(place(screen)) }
}

/** Binds `g` and a letter to each screen. */
export function useScreenKeys({ open, go }: Places): void {
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(
    () => bind(open.map(screen => ({ keys: screenKeys(screen).keys, run: () => latest.current(screen) }))),
    [open],
  )
}

export function Screens({ places }: { places: Places }) {
  const { open, current, kept } = places
  const box = useRef<HTMLElement>(null)
  useFocusOnArrival(box, current?.id)
  useWindowTitle(current)
  const ids = open.map(({ id }) => id)
  return (
    <main className="screen" ref={box} tabIndex={-1}>
      {!current && <NoScreen />}
      {open
        .filter(({ id }) => kept[id] !== undefined)
        .map(({ id, Component }) => (
          <Activity key={id} mode={id === current?.id ? 'visible' : 'hidden'}>
            <HereProvider here={{ screen: id, parameters: kept[id] ?? {}, open: ids }}>
              <Component />
            </HereProvider>
          </Activity>
        ))}
    </main>
  )
}

function isSame(one: Parameters | undefined, other: Parameters): boolean {
  return one !== undefined && JSON.stringify(Object.entries(one)) === JSON.stringify(Object.entries(other))
}

/**
 * Whoever goes to a screen by keys stands on it, not where the focus was on the one before. It comes before the effects of
 * the screen itself, which may put the focus on what the address leads to.
 */
function useFocusOnArrival(box: React.RefObject<HTMLElement | null>, id: string | undefined): void {
  const before = useRef(id)
  useLayoutEffect(() => {
    const arrived = before.current !== id
    before.current = id
    const { activeElement } = document
    const lost = activeElement === document.body || (box.current?.contains(activeElement) ?? false)
    if (arrived && lost) box.current?.focus({ preventScroll: true })
  }, [box, id])
}

function useWindowTitle(current: Screen | undefined): void {
  const t = useText()
  useEffect(() => {
    document.title = current ? t('window-title', { screen: t(screenTextId(current.id)) }) : t('product')
  }, [current, t])
}

function NoScreen() {
  const t = useText()
  return (
    <div className="empty">
      <h1>{t('no-screen-title')}</h1>
      <p>{t('no-screen-text')}</p>
    </div>
  )
}
