/** Puts the console on the simulated page, in front of a double. */
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ApiContext, newQueryClient } from '../src/api'
import { App } from '../src/app/App'
import { LocaleProvider } from '../src/locale'
import type { Double } from './double'

const ENGLISH = ['en-US']

export function openConsole(made: Double, languages: readonly string[] = ENGLISH) {
  render(
    <LocaleProvider wanted={languages}>
      <ApiContext value={made.api}>
        <QueryClientProvider client={newQueryClient()}>
          <App />
        </QueryClientProvider>
      </ApiContext>
    </LocaleProvider>,
  )
  return userEvent.setup()
}
