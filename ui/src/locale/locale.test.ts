import { FluentResource } from '@fluent/bundle'
import { expect, test } from 'vitest'
import { formats } from './format'
import { chooseLocale, localization, sourcesOf } from './index'

const ids = (source: string) => new FluentResource(source).body.map(entry => entry.id).sort()

const sources = import.meta.glob('../**/*.tsx', { query: '?raw', import: 'default', eager: true }) as Record<
  string,
  string
>

const [en, de] = [sourcesOf('en'), sourcesOf('de')]
const every = [...Object.entries(en), ...Object.entries(de)]

test('a German file has every text of its English one, and no other', () => {
  for (const [name, source] of Object.entries(de)) {
    expect(ids(source), `${name}: half a screen in each language reads worse than one`).toEqual(ids(en[name] ?? ''))
  }
})

test('every screen is there in German', () => {
  expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort())
})

test('no text stands twice', () => {
  const all = Object.values(en).flatMap(ids)
  const twice = all.filter((id, at) => all.indexOf(id) !== at)
  expect(twice, 'the second would silently not be used').toEqual([])
})

test('no line of the files was dropped as unreadable', () => {
  for (const [name, source] of every) {
    const written = source.match(/^[a-zA-Z][\w-]* =/gm) ?? []
    expect(ids(source), `${name}: Fluent leaves out what it cannot read`).toHaveLength(written.length)
  }
})

test('every text that a view names is there', () => {
  const known = new Set(Object.values(en).flatMap(ids))
  for (const [file, source] of Object.entries(sources)) {
    for (const [, id] of source.matchAll(/\bt\('([\w-]+)'/g)) {
      expect(known.has(id ?? ''), `${file} names ${id}, which would be shown as it is`).toBe(true)
    }
  }
})

test('no text holds markup', () => {
  for (const [name, source] of every) {
    expect(source, `${name}: texts are never parsed as HTML`).not.toMatch(/<|&\w+;/)
  }
})

test.each([
  [['de-AT', 'en'], 'de', 'de-AT'],
  [['fr', 'de'], 'de', 'de'],
  [['fr-CA'], 'en', 'en'],
  [[], 'en', 'en'],
])('a reader of %j reads %s', (wanted, language, locale) => {
  expect(chooseLocale(wanted)).toEqual({ language, locale })
})

test.each(['reason', 'because'])('every reason has its %s in words', kind => {
  const codes =
    'no_model no_guarantee below_threshold two_rivals out_of_scope language always_human no_text stopped paused'
  const { has } = localization(['de'])
  const missing = `${codes} open_item fault routine`.split(' ').filter(code => !has(`${kind}-${code}`))
  expect(missing, 'a code is no reason to somebody who reads it').toEqual([])
})

test('a count has its plural in the language', () => {
  const { t } = localization(['de'])
  expect(t('newcomers', { count: 1 })).toBe('1 neuer Fall: Liste erneuern')
  expect(t('newcomers', { count: 3 })).toBe('3 neue Fälle: Liste erneuern')
})

test.each([
  ['en-US', 0.5, '0.50'],
  ['de-DE', 0.541, '0,54'],
])('%s writes a probability of %d as %s', (locale, value, written) => {
  expect(formats(locale).probability(value)).toBe(written)
})

test('a limit and a figure are written in one way, and what is small or near to one keeps its digits', () => {
  const { percent, amount, threshold, share } = formats('en-US')
  const { t } = localization(['en'])
  const written = (text: string) => text.replace('\u00a0', ' ')
  expect(written(percent(0.02))).toBe('2 %')
  expect(t('rate-percent', { share: share(0.02) })).toBe('2.0 %')
  expect(formats('de-DE').percent(0.005)).toBe('0,5\u00a0%')
  expect([1_613.44, 6, 3.24, 0.0423, 0].map(amount)).toEqual(['1,613.4', '6.0', '3.2', '0.042', '0.0'])
  expect([0.5, 0.83, 0.99871].map(threshold)).toEqual(['0.50', '0.83', '0.9987'])
})

test.each([
  [12 * 60_000, '12 min'],
  [59 * 60_000 + 59_000, '59 min'],
  [60 * 60_000, '1 hr'],
  [-3 * 60_000, '3 min'],
  [49 * 60 * 60_000, '2 days'],
])('a distance of %d ms is said as %s', (distance, said) => {
  expect(formats('en-US').distance(1_000_000_000 + distance, 1_000_000_000)).toBe(said)
})
