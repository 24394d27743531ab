/** Puts the console on the page. The ground comes first; each screen brings its own styles. */
import './styles/tokens.css'
import './styles/base.css'
import './styles/page.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { api, newQueryClient } from './api'
import { App } from './app/App'
import { ErrorBoundary } from './components/ErrorBoundary'
import { LocaleProvider } from './locale'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no element with the id root')

createRoot(root).render(
  <StrictMode>
    <LocaleProvider wanted={navigator.languages} kept={api.appearance.kept?.language}>
      <ErrorBoundary>
        <QueryClientProvider client={newQueryClient()}>
          <App />
        </QueryClientProvider>
      </ErrorBoundary>
    </LocaleProvider>
  </StrictMode>,
)
