/** Which placeholders look alike: one colour for a kind of thing, not one for each of the thirty types. */
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
