import { expect, test } from 'vitest'
import { screenKeys, screens, screenTextId } from '../app/registry'
import { localization } from '../locale'
import { scopes, shortcutIds, shortcuts, shortcutsOf, shortcutTextId } from './shortcuts'

const { has } = localization(['en'])

test.each(scopes.filter(scope => scope !== 'everywhere'))('each key does one thing in %s', scope => {
  const together = [...new Set([scope, 'lists', 'everywhere'] as const)].flatMap(shortcutsOf)
  const keys = [...together.flatMap(id => [...shortcuts[id].keys]), ...screens.flatMap(each => screenKeys(each).keys)]
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at)
  expect(twice, 'a key with two meanings does what was not meant').toEqual([])
  expect(keys, 'G begins the keys that go to a screen').not.toContain('g')
})

test('no two places call their keys the same', () => {
  expect(shortcutIds.length).toBe(new Set(shortcutIds).size)
})

test('the sheet explains every key', () => {
  const unexplained = shortcutIds.map(shortcutTextId).filter(id => !has(id))
  const untitled = [...scopes.map(scope => `keys-${scope}`), ...screens.map(({ id }) => screenTextId(id))]
  expect([...unexplained, ...untitled.filter(id => !has(id))], 'a key nobody can find out about').toEqual([])
})

test('every key is written somehow', () => {
  for (const id of shortcutIds) expect(shortcuts[id].shown.length, `${id} must be shown to be found`).toBeGreaterThan(0)
})
