/** The way out: asked for in the menu, or taken by itself where nobody has touched anything for a while. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useApi } from '../api'

/** After this long without a key or the pointer the desk counts as left. */
export const LEFT_AFTER_MS = 15 * 60_000

const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Signs out and forgets every answer that was kept: the next person asks under their own name. */
export function useSignOut() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({ mutationFn: api.session.signOut, onSettled: () => queries.resetQueries() })
}

/** Signs out a desk that was left. */
export function useSignOutWhenLeft(): void {
  const { mutate } = useSignOut()
  useEffect(() => {
    let timer = setTimeout(mutate, LEFT_AFTER_MS)
    const again = () => {
      clearTimeout(timer)
      timer = setTimeout(mutate, LEFT_AFTER_MS)
    }
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, again, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, again, { capture: true })
    }
  }, [mutate])
}
