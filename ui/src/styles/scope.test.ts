import { expect, test } from 'vitest'

/** Style sheets and views of every screen, and what the screens share, by path. */
const read = (files: Record<string, unknown>) => Object.entries(files as Record<string, string>)
const sheets = read(import.meta.glob('../features/**/*.css', { query: '?raw', import: 'default', eager: true }))
const views = read(import.meta.glob('../**/*.tsx', { query: '?raw', import: 'default', eager: true }))

const featureOf = (path: string) => path.match(/features\/(\w+)\//)?.[1] ?? null

/** Classes that a sheet gives a look by themselves, wherever on the page they stand. */
function claimed(sheet: string): string[] {
  const plain = sheet.replace(/\/\*[\s\S]*?\*\//g, '')
  const selectors = plain.matchAll(/(?:^|[{},])\s*\.([\w-]+)(?=[\s,{:>+~])/g)
  return [...new Set([...selectors].map(([, name = '']) => name))]
}

/** Classes that a view uses. */
const used = (view: string): Set<string> =>
  new Set([...view.matchAll(/className="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' ')))

test('a screen gives no look to what other screens show', () => {
  const leaks = sheets.flatMap(([path, sheet]) =>
    claimed(sheet).flatMap(name =>
      views
        .filter(([view, source]) => featureOf(view) !== featureOf(path) && used(source).has(name))
        .map(([view]) => `.${name} of ${path} also stands in ${view}`),
    ),
  )
  expect(leaks, 'all sheets are loaded at once: begin the selector with the screen\u2019s own class').toEqual([])
})

test('a leak is found', () => {
  expect(sheets.map(([, sheet]) => claimed(sheet).length > 0)).not.toContain(false)
  expect(claimed('/* .no */ .intent { color: red }\n.policy .rows, .own:hover { top: 0 }')).toEqual([
    'intent',
    'policy',
    'own',
  ])
  expect(used('<p className="quiet intent">')).toEqual(new Set(['quiet', 'intent']))
})
