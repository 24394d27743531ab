/** Placeholders: which look alike (one colour for a kind of thing, not one for each of thirty types), and their names. */
import type { TurnView } from '../bindings/TurnView'
import { type Localization, useLocalization } from '../locale'

export type EntityGroup = 'person' | 'contact' | 'money' | 'place' | 'secret' | 'number'

const GROUPS: Record<Exclude<EntityGroup, 'number'>, readonly string[]> = {
  person: ['PERSON', 'USERNAME', 'TITLE', 'AGE', 'NRP', 'DATE_OF_BIRTH'],
  contact: ['EMAIL_ADDRESS', 'PHONE_NUMBER', 'URL', 'IP_ADDRESS', 'MAC_ADDRESS'],
  money: ['CREDIT_CARD', 'IBAN_CODE', 'BANK_ACCOUNT', 'CRYPTO'],
  place: ['STREET_ADDRESS', 'ZIP_CODE', 'LOCATION', 'COORDINATES', 'ORGANIZATION'],
  secret: ['PASSWORD', 'PIN'],
}

/** Whatever is not listed is a number that somebody keeps: order, account, ticket, passport. */
export function entityGroup(entityType: string): EntityGroup {
  const found = Object.entries(GROUPS).find(([, types]) => types.includes(entityType))
  return (found?.[0] as EntityGroup | undefined) ?? 'number'
}

/** What a type of placeholder is called. */
export function entityName({ t, has }: Localization, entityType: string): string {
  const id = `entity-${entityType}`
  return has(id) ? t(id) : entityType
}

/** A text in which the engine left placeholders as `⟦TYPE⟧`, each with its name instead. */
export function readable(localization: Localization, text: string): string {
  return text.replace(/⟦([A-Z_]+)⟧/g, (_, type: string) => `[${entityName(localization, type)}]`)
}

/** The same for a reason or a comment, where there is one. */
export function useReadable(text: string | null): string | null {
  const localization = useLocalization()
  return text === null ? null : readable(localization, text)
}

/**
 * A letter for each value of a type, in the order in which they are first said, where a conversation has several: the same
 * person is the same letter. Keyed by what the placeholder stands for.
 */
export function letters(turns: readonly TurnView[]): ReadonlyMap<string, string> {
  const byType = new Map<string, string[]>()
  for (const part of turns.flatMap(turn => turn.parts)) {
    if (part.kind !== 'token' || part.same === null) continue
    const known = byType.get(part.text) ?? []
    if (!known.includes(part.same)) byType.set(part.text, [...known, part.same])
  }
  const several = [...byType.values()].filter(values => values.length > 1)
  return new Map(several.flatMap(values => values.map((value, at) => [value, String.fromCharCode(65 + (at % 26))])))
}
