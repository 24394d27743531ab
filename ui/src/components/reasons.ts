/**
 * Why an item is here, from its code: a short name for the list, a sentence for the item.
 *
 * An item without a code is a routine look. Whether the engine would have decided it alone stands nowhere: a reviewer who
 * knew would look at it with other eyes.
 */
import { type Localization, useLocalization } from '../locale'

export function reasonName({ t, has }: Localization, code: string | null): string {
  const id = `reason-${code ?? 'routine'}`
  return has(id) ? t(id) : (code ?? '')
}

export function reasonText(localization: Localization, code: string | null): string {
  const id = `because-${code ?? 'routine'}`
  return localization.has(id) ? localization.t(id) : reasonName(localization, code)
}

export const useReasonName = (code: string | null): string => reasonName(useLocalization(), code)
export const useReasonText = (code: string | null): string => reasonText(useLocalization(), code)
