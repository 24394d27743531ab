/**
 * Takes pictures of screens before the double, in the webview's own engine. Usage:
 *
 *   xvfb-run -a -s "-screen 0 1940x1200x24" node test/pictures/take.mjs FOLDER '#decisions' '#review' …
 *
 * Each at 1280×800 in both themes and at 1024×700 and 1920×1080 in light. Needs WebKitWebDriver and MiniBrowser (Debian:
 * webkit2gtk-driver, libwebkit2gtk-4.1-0).
 */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'vite'

const [folder, ...places] = process.argv.slice(2)
const PORT = 4700 + (process.pid % 200)
const SHOTS = [
  [1280, 800, 'light'],
  [1280, 800, 'dark'],
  [1024, 700, 'light'],
  [1920, 1080, 'light'],
]
const BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

mkdirSync(folder, { recursive: true })
const server = await createServer({
  root: new URL('.', import.meta.url).pathname,
  configFile: false,
  logLevel: 'error',
  server: { port: PORT + 300 },
})
await server.listen()
const driver = spawn('WebKitWebDriver', [`--port=${PORT}`], { stdio: 'ignore' })
const call = async (method, path, body) => {
  const answer = await fetch(`http://127.0.0.1:${PORT}${path}`, { method, body: body && JSON.stringify(body) })
  const { value } = await answer.json()
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`)
  return value
}
const ready = async () => {
  for (let tries = 0; tries < 100; tries++) {
    try {
      return await call('GET', '/status')
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}
try {
  await ready()
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation'] } } }
  const { sessionId } = await call('POST', '/session', { capabilities })
  const at = path => `/session/${sessionId}${path}`
  const run = script => call('POST', at('/execute/async'), { script, args: [] })
  await call('POST', at('/timeouts'), { script: 30_000, pageLoad: 60_000 })
  await call('POST', at('/url'), { url: `http://localhost:${PORT + 300}/index.html` })
  for (const place of places) {
    const [hash, script] = place.split('@@')
    for (const [width, height, theme] of SHOTS) {
      await call('POST', at('/window/rect'), { x: 0, y: 0, width, height: height + 38 })
      const settled = `const done = arguments[0]; window.location.hash = ${JSON.stringify(hash)};
        document.documentElement.dataset.theme = '${theme}';
        const script = () => { ${script ?? ''} };
        setTimeout(() => { script(); setTimeout(done, 400) }, 700)`
      await run(settled)
      const png = await call('GET', at('/screenshot'))
      const name = `${hash.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-${width}-${theme}.png`
      writeFileSync(`${folder}/${name}`, Buffer.from(png, 'base64'))
    }
  }
  await call('DELETE', at(''))
} finally {
  driver.kill()
  await server.close()
}
