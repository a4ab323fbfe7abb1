import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { type MenuCommand, menuCommands } from '../../core/host/menu-commands.ts'
import { menuLabels } from './menu-labels.ts'
import { menuTemplate, type MenuOptions } from './menu-template.ts'

type Item = MenuItemConstructorOptions

function open(changes: Partial<MenuOptions> = {}) {
  const sent: MenuCommand[] = []
  const template = menuTemplate({
    language: 'fr',
    platform: 'linux',
    isPackaged: true,
    send: (command) => sent.push(command),
    ...changes,
  })
  const items = template.flatMap((menu) => [menu, ...((menu.submenu ?? []) as Item[])])
  return { template, items, sent }
}

const platforms: NodeJS.Platform[] = ['linux', 'win32', 'darwin']

test.each(platforms)('every command is there once on %s and reaches the page', (platform) => {
  const { items, sent } = open({ platform })
  for (const { id, click } of items) if (id?.startsWith('menu:')) (click as unknown as () => void)()
  expect([...sent].sort()).toEqual(Object.keys(menuCommands).sort())
})

test('GEN-06 the menu speaks the language of the page', () => {
  const top = (language: 'fr' | 'en') => open({ language }).template.map(({ label }) => label)
  expect(top('fr')).toEqual(['Fichier', 'Édition', 'Affichage', 'Aide'])
  expect(top('en')).toEqual(['File', 'Edit', 'View', 'Help'])
})

test.each(platforms)('GEN-06 every item on %s has a label of the table', (platform) => {
  for (const language of ['fr', 'en'] as const) {
    const known: unknown[] = [...Object.values(menuLabels[language]), 'WiseParts']
    const { items } = open({ language, platform, isPackaged: false })
    const shown = items.filter(({ type }) => type !== 'separator').map(({ label }) => label)
    expect(shown.filter((label) => !known.includes(label))).toEqual([])
  }
})

describe('keys', () => {
  test('are shown and left to the page', () => {
    const keys = open().items.flatMap(({ id, accelerator, registerAccelerator }) =>
      accelerator ? [[id, accelerator, registerAccelerator]] : [],
    )
    expect(keys).toEqual([
      ['menu:new', 'N', false],
      ['menu:edit', 'E', false],
      ['menu:search', '/', false],
      ['menu:toggle-theme', 'CommandOrControl+Shift+L', false],
      ['menu:shortcuts', '?', false],
    ])
  })

  test('are not shown on macOS, which would take them from the page', () => {
    const { items } = open({ platform: 'darwin' })
    expect(items.filter(({ accelerator }) => accelerator)).toEqual([])
  })
})

test('developer tools are not in the packaged app', () => {
  const roles = (isPackaged: boolean) => open({ isPackaged }).items.map(({ role }) => role)
  expect(roles(true)).not.toContain('toggleDevTools')
  expect(roles(false)).toContain('toggleDevTools')
})
