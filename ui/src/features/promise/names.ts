/** What the parts of a promise are called. */
import { useQuery } from '@tanstack/react-query'
import { decisionQueries, useApi } from '../../api'
import { useLocalization } from '../../locale'

interface Names {
  /** For what a promise holds: everything together, each intent. */
  per: (per: string) => string
  /** One part of it. */
  part: (per: string, name: string) => string
  intent: (intent: string) => string
  /** Every way to divide a promise. */
  all: string[]
}

const SEGMENT = 'segment.'

export function useNames(): Names {
  const { t, has } = useLocalization()
  const { data: options } = useQuery(decisionQueries.options(useApi()))
  const intent = (id: string) => options?.intents.find(({ value }) => value === id)?.title ?? id
  const segments = [...new Set(options?.segments.map(segment => segment.split('=')[0] ?? ''))]
  return {
    per: per =>
      per.startsWith(SEGMENT)
        ? t('promise-per-segment', { segment: per.slice(SEGMENT.length) })
        : t(`promise-per-${per}`),
    part: (per, name) => {
      if (per === 'intent') return intent(name)
      return per === 'channel' && has(`channel-${name}`) ? t(`channel-${name}`) : name
    },
    intent,
    all: ['whole', 'intent', 'channel', ...segments.map(segment => `${SEGMENT}${segment}`)],
  }
}
