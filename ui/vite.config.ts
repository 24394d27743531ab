import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/**
 * The page's policy has Trusted Types without any policy, so `innerHTML = ''` throws as well. react-aria's live announcer
 * has exactly one such line, inside an effect, where a throw would leave the window blank.
 */
function noHtmlSink(): Plugin {
  const sink = /\.innerHTML\s*=\s*(''|"")/g
  let hits = 0
  return {
    name: 'no-html-sink',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      hits = 0
    },
    transform(code, id) {
      if (!id.includes('/react-aria/') || code.search(sink) < 0) return
      hits++
      return { code: code.replace(sink, '.replaceChildren()'), map: null }
    },
    buildEnd(error) {
      if (!error && hits !== 1) this.error(`react-aria changed: ${hits} HTML sinks instead of 1, look at each of them`)
    },
  }
}

export default defineConfig({
  plugins: [react(), noHtmlSink()],
  build: {
    target: 'safari16',
    cssTarget: 'safari18',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    restoreMocks: true,
    // Style sheets are read by the test that asks whether a screen's rules reach another one.
    css: { include: [/\?raw/] },
    testTimeout: 20_000,
  },
})
