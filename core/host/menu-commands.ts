/**
 * The commands of the native menu and the keys that do the same on the page. The menu shows the
 * keys and leaves them to the page, so that a command works alike in both shells.
 */
export const menuCommands = {
  new: 'n',
  edit: 'e',
  search: '/',
  customers: 'g c',
  activities: 'g a',
  trash: 'g t',
  settings: 'g s',
  'toggle-theme': 'mod+shift+l',
  shortcuts: '?',
} as const

export type MenuCommand = keyof typeof menuCommands

export function isMenuCommand(value: unknown): value is MenuCommand {
  return typeof value === 'string' && Object.hasOwn(menuCommands, value)
}
