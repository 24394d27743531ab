/** Attributes in words. What has no word of its own is written as its events name it. */
import { useLocalization } from '../../locale'

export function useAttributeName(): (attribute: string) => string {
  const { t, has } = useLocalization()
  return attribute => {
    const id = `attribute-${attribute}`
    return has(id) ? t(id) : attribute.replaceAll('_', ' ')
  }
}
