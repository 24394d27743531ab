/** What is assumed where other promises are weighed. It stands in the address. */
import type { Parameters } from '../../location'

/** Minutes that a person needs for an answer. */
export const MINUTES = ['1', '2', '3', '5', '10'] as const
/** Days to look back on for what comes in. */
export const DAYS = ['7', '28', '90'] as const

const USUAL = { minutes: '2', days: '28' } as const

export interface Chosen {
  minutes: number
  days: number
  /** For what the promise shall hold; the policy's where nobody chose. */
  per: string | null
}

/** An address may say anything; what is none of the choices counts as not said. */
export function chosenIn({ minutes, days, per }: Parameters): Chosen {
  const one = (of: readonly string[], value: string | undefined, usual: string) =>
    Number(of.find(each => each === value) ?? usual)
  return { minutes: one(MINUTES, minutes, USUAL.minutes), days: one(DAYS, days, USUAL.days), per: per || null }
}
