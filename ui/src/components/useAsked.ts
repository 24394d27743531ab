/** The moment at which figures were asked for. They stay those of that moment until somebody asks for them anew. */
import { useState } from 'react'

export function useAsked(): { askedMs: number; askAgain: () => void } {
  const [askedMs, setAskedMs] = useState(() => Date.now())
  return { askedMs, askAgain: () => setAskedMs(Date.now()) }
}
