/** The intents a reviewer can choose by a digit. */
import type { ReviewItemView } from '../../bindings/ReviewItemView'

export interface Choice {
  intent: string
  title: string
  definition: string
  example: string | null
  probability: number | null
  /** The digit, or null where nine are used up. */
  key: number | null
}

/** The model's candidates; without a model every intent in its usual order, so that the hand learns the digits. */
export function choices(item: ReviewItemView): Choice[] {
  if (item.candidates.length > 0) return item.candidates
  return item.other_intents.map((other, at) => ({
    ...other,
    example: null,
    probability: null,
    key: at < 9 ? at + 1 : null,
  }))
}

/** The intent that the digit `key` stands for. */
export function chosenBy(item: ReviewItemView, key: number): string | null {
  return choices(item).find(choice => choice.key === key)?.intent ?? null
}

/** Intents whose name or definition has every word of `wanted`, those named so first. */
export function find<T extends { intent: string; title: string; definition: string }>(
  all: readonly T[],
  wanted: string,
): T[] {
  const words = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string) => words.every(word => text.toLocaleLowerCase().includes(word))
  const named = (each: T) => has(`${each.title} ${each.intent}`)
  const found = all.filter(each => has(`${each.title} ${each.intent} ${each.definition}`))
  return [...found.filter(named), ...found.filter(each => !named(each))]
}
