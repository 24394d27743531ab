/** What a screen lets somebody choose by name now, beside its keys. The palette offers it; no key stands for it. */
import { useEffect, useRef } from 'react'

export interface Choice {
  id: string
  text: string
  run: () => void
}

type Latest = React.RefObject<readonly Choice[]>

const offering = new Set<Latest>()

/** Offers `choices` for as long as the screen is looked at. */
export function useChoices(choices: readonly Choice[]): void {
  const latest = useRef(choices)
  useEffect(() => {
    latest.current = choices
  })
  useEffect(() => {
    offering.add(latest)
    return () => {
      offering.delete(latest)
    }
  }, [])
}

export const choicesNow = (): Choice[] => [...offering].flatMap(each => each.current)
