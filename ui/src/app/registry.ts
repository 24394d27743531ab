/**
 * The screens of the console, once: rail, palette, keys and sheet take them from here. A screen stands here when it is
 * built. Its title is the text `screen-<id>`.
 */
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { queries, useApi } from '../api'
import { type Capability, useMay } from '../components/person'
import { Approvals } from '../features/approvals'
import { Decisions } from '../features/decisions'
import { Fairness } from '../features/fairness'
import { Ledger } from '../features/ledger'
import { Models } from '../features/models'
import { Monitoring } from '../features/monitoring'
import { Policy } from '../features/policy'
import { Promised } from '../features/promise'
import { Review } from '../features/review'
import { Settings } from '../features/settings'
import { Sources } from '../features/sources'
import type { Shortcut } from '../keys/shortcut'
import type { Scope } from '../keys/shortcuts'

export interface Screen {
  id: string
  /** What opens it; without it the screen is absent, not greyed. */
  needs: Capability
  Component: ComponentType
  /** The letter after G. */
  letter: string
  /** The place in the registry where its own keys stand. */
  scope?: Scope
  /** How many need somebody; shown where there are any. */
  useCount?: () => number | undefined
  /** How many of them are late. */
  useLate?: () => number | undefined
}

export const screens: readonly Screen[] = [
  {
    id: 'review',
    needs: 'review_read',
    Component: Review,
    letter: 'r',
    scope: 'review',
    useCount: useWaiting,
    useLate: useOverdue,
  },
  { id: 'decisions', needs: 'decision_read', Component: Decisions, letter: 'd', scope: 'decisions' },
  { id: 'sources', needs: 'event_read', Component: Sources, letter: 's', scope: 'sources', useCount: useStale },
  { id: 'policy', needs: 'policy_read', Component: Policy, letter: 'p' },
  { id: 'models', needs: 'model_read', Component: Models, letter: 'm', scope: 'models' },
  { id: 'promise', needs: 'monitoring_read', Component: Promised, letter: 'w' },
  { id: 'approvals', needs: 'approval_read', Component: Approvals, letter: 'a', useCount: useApprovalsForMe },
  { id: 'fairness', needs: 'fairness_read', Component: Fairness, letter: 'f', scope: 'fairness' },
  { id: 'monitoring', needs: 'monitoring_read', Component: Monitoring, letter: 'o' },
  { id: 'ledger', needs: 'ledger_read', Component: Ledger, letter: 'l', scope: 'ledger' },
  { id: 'settings', needs: 'settings_read', Component: Settings, letter: 'e' },
]

function useWaiting(): number | undefined {
  return useQuery(queries.status(useApi())).data?.waiting
}

function useOverdue(): number | undefined {
  return useQuery(queries.status(useApi())).data?.overdue
}

function useStale(): number | undefined {
  return useQuery(queries.sources(useApi())).data?.sources.filter(({ stale }) => stale).length
}

function useApprovalsForMe(): number | undefined {
  return useQuery(queries.approvals(useApi())).data?.waiting_for_me
}

/** The screens that this person may open. */
export function useScreens(): readonly Screen[] {
  const may = useMay()
  return screens.filter(screen => may(screen.needs))
}

export const screenTextId = (id: string): string => `screen-${id}`

/** The keys that open a screen. */
export const screenKeys = ({ letter }: Screen): Shortcut => ({
  keys: [`g ${letter}`],
  shown: ['G', letter.toUpperCase()],
})
