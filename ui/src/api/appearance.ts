/** How the window looks to this reader. The shell keeps it, since the webview is private and stores nothing. */
import type { AppearanceRequest } from '../bindings/AppearanceRequest'
import { ask } from './transport'

declare global {
  interface Window {
    /** What was kept, put here by the shell before the page begins. */
    countersignAppearance?: AppearanceRequest
  }
}

export const appearance = {
  /** As it was at the last start; absent where nobody has chosen anything. */
  kept: window.countersignAppearance,
  keep: (request: AppearanceRequest) => ask('appearance_keep', request),
}
