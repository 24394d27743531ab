/** The intents a reviewer can choose by a digit, or find by typing. */
import type { IntentView } from '../../bindings/IntentView'
import type { ReviewItemView } from '../../bindings/ReviewItemView'

/** The intent that the digit `key` stands for. */
export function chosenBy(item: ReviewItemView, key: number): string | null {
  return item.candidates.find(candidate => candidate.key === key)?.intent ?? null
}

/** Every intent: the candidates first, then the rest of the taxonomy. */
export function everyIntent(item: ReviewItemView): IntentView[] {
  return [...item.candidates, ...item.other_intents]
}

/** Intents whose name or definition has every word of `wanted`, those named so first. */
export function find(all: readonly IntentView[], wanted: string): IntentView[] {
  const words = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string) => words.every(word => text.toLocaleLowerCase().includes(word))
  const named = (each: IntentView) => has(`${each.title} ${each.intent}`)
  const found = all.filter(each => has(`${each.title} ${each.intent} ${each.definition}`))
  return [...found.filter(named), ...found.filter(each => !named(each))]
}
