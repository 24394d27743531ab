import { expect, test } from 'vitest'
import { localization } from '../locale'
import { type Scope, shortcutIds, shortcuts, shortcutsOf, shortcutTextId } from './shortcuts'

test('each key does one thing in one place', () => {
  for (const scope of ['review'] satisfies Scope[]) {
    const keys = [...shortcutsOf(scope), ...shortcutsOf('everywhere')].flatMap(id => [...shortcuts[id].keys])
    const twice = keys.filter((key, at) => keys.indexOf(key) !== at)
    expect(twice, `a key with two meanings in ${scope} answers what was not meant`).toEqual([])
  }
})

test.each(['en', 'de'])('the sheet of keys explains every key in %s', language => {
  const { has } = localization([language])
  const unexplained = shortcutIds.filter(id => !has(shortcutTextId(id)))
  expect(unexplained, 'a key nobody can find out about').toEqual([])
})

test('every key is written somehow', () => {
  for (const id of shortcutIds) expect(shortcuts[id].shown.length, `${id} must be shown to be found`).toBeGreaterThan(0)
})
