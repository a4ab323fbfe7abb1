/**
 * The commands of the native menu and the keys that do the same on the page. The menu shows the
 * keys and leaves them to the page, so that a command works alike in both shells. Pages open by O
 * and a letter: G alone is cards or list (ACT-23).
 */
export const menuCommands = {
  new: 'n',
  edit: 'e',
  search: '/',
  customers: 'o c',
  activities: 'o a',
  notifications: 'o n',
  review: 'o r',
  trash: 'o t',
  settings: 'o s',
  'toggle-theme': 'mod+shift+l',
  shortcuts: '?',
} as const

export type MenuCommand = keyof typeof menuCommands

export function isMenuCommand(value: unknown): value is MenuCommand {
  return typeof value === 'string' && Object.hasOwn(menuCommands, value)
}
