/** The filter between the address and the engine. The address holds it, so that it can be gone back to and linked to. */
import type { DecisionFilterRequest } from '../../bindings/DecisionFilterRequest'
import { sinceOf } from '../../components/spans'
import type { Parameters } from '../../location'

/** What the address may ask for, besides the decision that is open. */
export const FILTERS = [
  'verdict',
  'intent',
  'reason',
  'queue',
  'channel',
  'time',
  'segment',
  'model',
  'policy',
  'since',
  'until',
  'event',
  'judged',
  'word',
] as const

export type FilterName = (typeof FILTERS)[number]

/** What the engine is asked for; what the address holds besides is no filter. */
export function requestOf(parameters: Parameters, nowMs: number): DecisionFilterRequest {
  const { verdict, intent, reason, queue, channel, segment, model, policy, event, judged, word } = parameters
  const since_ms = sinceOf(parameters.time, nowMs) ?? moment(parameters.since)
  const until_ms = moment(parameters.until)
  const given = {
    verdict,
    intent,
    reason,
    queue,
    channel,
    segment,
    model,
    policy,
    event,
    judged,
    word,
    since_ms,
    until_ms,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''))
}

/** A time in milliseconds, as a link of another screen writes it. */
function moment(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}

/** Whether anything is asked for. */
export const isFiltered = (parameters: Parameters): boolean => FILTERS.some(name => (parameters[name] ?? '') !== '')

/** The parameters that take every filter away. */
export const NO_FILTER: Parameters = Object.fromEntries(FILTERS.map(name => [name, '']))
