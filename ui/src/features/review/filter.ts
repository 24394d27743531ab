/** The filter between the address and the engine. The address holds it, so that it is still there when one comes back. */
import type { ReviewFilterRequest } from '../../bindings/ReviewFilterRequest'
import type { Parameters } from '../../location'

/** What the address may ask for. */
export const FILTERS = ['queue', 'reason', 'intent', 'channel', 'due', 'held', 'text'] as const

/** What the engine is asked for; what the address holds besides is no filter. */
export function requestOf(parameters: Parameters): ReviewFilterRequest {
  const given = FILTERS.map(name => [name, parameters[name] ?? ''])
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

/** Whether anything is asked for. */
export const isFiltered = (filter: ReviewFilterRequest): boolean => Object.keys(filter).length > 0

export const isSameFilter = (one: ReviewFilterRequest | null, other: ReviewFilterRequest): boolean =>
  one !== null && FILTERS.every(name => one[name] === other[name])

/** The parameters that take every filter away. */
export const NO_FILTER: Parameters = Object.fromEntries(FILTERS.map(name => [name, '']))
