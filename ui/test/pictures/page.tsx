/** The console before its double, as a page: for looking at screens without building the program. In no build of it. */
import '../../src/styles/tokens.css'
import '../../src/styles/base.css'
import '../../src/styles/page.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { ApiContext, newQueryClient } from '../../src/api'
import { App } from '../../src/app/App'
import { LocaleProvider } from '../../src/locale'
import { double, waitingItem } from '../double'
import { decided } from '../doubles/decisions'

const QUEUES = [
  ['billing', 'Billing'],
  ['orders', 'Orders and delivery'],
  ['general', 'General'],
] as const

/** As they wait on a usual morning: a few too late, in several queues. */
function usual(at: number) {
  const entry = waitingItem(at + 1, { dueInMin: at * 6 - 20 })
  const [queue, queue_title] = QUEUES[at % 3] ?? QUEUES[0]
  Object.assign(entry.row, { queue, queue_title, reason: at % 4 === 0 ? 'below_threshold' : 'two_rivals' })
  Object.assign(entry.item, { queue_title, channel: at % 2 === 0 ? 'chat' : 'email' })
  return entry
}

const made = double(Array.from({ length: 40 }, (_, at) => usual(at)))
for (let at = 1; at <= 300; at++) made.decided.push(decided(at, at % 3 === 0 ? 'abstained' : 'automatic'))

const language = new URLSearchParams(window.location.search).get('language') ?? 'en-GB'
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <LocaleProvider wanted={[language]}>
      <ApiContext value={made.api}>
        <QueryClientProvider client={newQueryClient()}>
          <App />
        </QueryClientProvider>
      </ApiContext>
    </LocaleProvider>,
  )
}
