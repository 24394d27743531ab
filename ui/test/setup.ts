/** What the simulated page lacks. */
import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// react-aria's virtualizer draws every row of a list whose box has no size.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 400 })

// What is awaited comes at once on a free machine; on one that builds beside it, the first page may take seconds.
configure({ asyncUtilTimeout: 5_000 })

afterEach(cleanup)
