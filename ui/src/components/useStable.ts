/** The same object as long as it says the same: an address changes with every selection, the filter in it does not. */
import { useMemo } from 'react'

export function useStable<T>(value: T): T {
  const text = JSON.stringify(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the value
  return useMemo(() => value, [text])
}
