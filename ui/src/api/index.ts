/**
 * What the page may ask of the engine. The only folder that knows the shell; views take the `Api` from their context, so
 * that a test can give them another.
 */
import { createContext, useContext } from 'react'
import { appearance } from './appearance'
import { approvals } from './approvals'
import { changes } from './changes'
import { decisions } from './decisions'
import { fairness } from './fairness'
import { firstStart } from './firstStart'
import { ledger } from './ledger'
import { models } from './models'
import { monitoring } from './monitoring'
import { notices } from './notices'
import { policy } from './policy'
import { promise } from './promise'
import { review } from './review'
import { session } from './session'
import { settings } from './settings'
import { sources } from './sources'
import { status } from './status'
import { work } from './work'

export const api = {
  session,
  firstStart,
  status,
  review,
  decisions,
  changes,
  models,
  approvals,
  sources,
  policy,
  fairness,
  monitoring,
  promise,
  ledger,
  settings,
  appearance,
  notices,
  work,
}

export type Api = typeof api

export const ApiContext = createContext<Api>(api)

export const useApi = (): Api => useContext(ApiContext)

export { applyChange } from './changes'
export { decisionQueries } from './decisions'
export { fairnessKeys, fairnessQueries } from './fairness'
export { ledgerKeys, ledgerQueries } from './ledger'
export { monitoringQueries } from './monitoring'
export { promiseQueries } from './promise'
export { keys, newQueryClient, queries } from './queries'
export { ApiFailure, asFailure } from './transport'
