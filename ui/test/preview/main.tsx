/**
 * The console in front of a double, for looking at a screen while it is built: `npx vite test/preview` and any browser.
 * `?scene=` names one of `scenes.ts`, `&theme=dark`; the screen stands after `#`. In no build of the console.
 */
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { ApiContext, newQueryClient } from '../../src/api'
import { App } from '../../src/app/App'
import { LocaleProvider } from '../../src/locale'
import '../../src/styles/tokens.css'
import '../../src/styles/base.css'
import '../../src/styles/page.css'
import { scenes } from './scenes'

const query = new URLSearchParams(window.location.search)
const made = (scenes[query.get('scene') ?? 'usual'] ?? scenes.usual)()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no element with the id root')

createRoot(root).render(
  <LocaleProvider wanted={[query.get('language') ?? 'en-GB']}>
    <ApiContext value={made.api}>
      <QueryClientProvider client={newQueryClient()}>
        <App />
      </QueryClientProvider>
    </ApiContext>
  </LocaleProvider>,
)
const theme = query.get('theme')
if (theme) setTimeout(() => Object.assign(document.documentElement.dataset, { theme }), 500)
