import type { MenuItemConstructorOptions } from 'electron'
import type { Locale } from '../../core/contract/scalars.ts'
import { type MenuCommand, menuCommands } from '../../core/host/menu-commands.ts'
import { menuLabels } from './menu-labels.ts'

export interface MenuOptions {
  readonly language: Locale
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  /** Tells the page of a command. */
  send(this: void, command: MenuCommand): void
}

type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

/** The native menu: the page's own commands and what every window can do. */
export function menuTemplate({ language, platform, isPackaged, send }: MenuOptions): Item[] {
  const labels = menuLabels[language]
  const isMac = platform === 'darwin'
  const role = (name: NonNullable<Item['role']>, label: string): Item => ({ role: name, label })
  const command = (name: MenuCommand, label: string): Item => ({
    id: `menu:${name}`,
    label,
    // On macOS a shown key is always taken from the page: "n" could not be typed any more.
    ...(!isMac && shownKey(name)),
    click: () => send(name),
  })

  const application: Item = {
    label: 'WiseParts',
    submenu: [
      role('about', labels.about),
      separator,
      command('settings', labels.settings),
      separator,
      role('quit', labels.quit),
    ],
  }
  const file: Item = {
    label: labels.file,
    submenu: isMac
      ? [command('new', labels.new)]
      : [
          command('new', labels.new),
          separator,
          command('settings', labels.settings),
          separator,
          role('quit', labels.quit),
        ],
  }
  const edit: Item = {
    label: labels.edit,
    submenu: [
      role('undo', labels.undo),
      role('redo', labels.redo),
      separator,
      role('cut', labels.cut),
      role('copy', labels.copy),
      role('paste', labels.paste),
      role('selectAll', labels.selectAll),
      separator,
      command('edit', labels.editRecord),
      command('search', labels.search),
    ],
  }
  const view: Item = {
    label: labels.view,
    submenu: [
      command('customers', labels.customers),
      command('activities', labels.activities),
      command('notifications', labels.notifications),
      command('review', labels.review),
      command('trash', labels.trash),
      separator,
      command('toggle-theme', labels.toggleTheme),
      separator,
      role('zoomIn', labels.zoomIn),
      role('zoomOut', labels.zoomOut),
      role('resetZoom', labels.actualSize),
      role('togglefullscreen', labels.fullScreen),
      separator,
      role('reload', labels.reload),
      ...(isPackaged ? [] : [role('toggleDevTools', labels.devTools)]),
    ],
  }
  const help: Item = {
    label: labels.help,
    role: 'help',
    submenu: [
      command('shortcuts', labels.shortcuts),
      ...(isMac ? [] : [separator, role('about', labels.about)]),
    ],
  }
  return isMac
    ? [application, file, edit, view, role('windowMenu', labels.window), help]
    : [file, edit, view, help]
}

/** One keystroke can be shown, one after the other cannot. The page acts on it, not the menu. */
function shownKey(name: MenuCommand): Partial<Item> {
  const keys = menuCommands[name]
  if (keys.includes(' ')) return {}
  const accelerator = keys
    .split('+')
    .map((key) => (key === 'mod' ? 'CommandOrControl' : key[0]!.toUpperCase() + key.slice(1)))
    .join('+')
  return { accelerator, registerAccelerator: false }
}
