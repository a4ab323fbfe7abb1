export type FormatName =
  'bold' | 'italic' | 'underline' | 'strike' | 'code' | 'list' | 'header' | 'blockquote'

export interface ToolbarFormat {
  /** Key of the name under `editor.formats`. */
  readonly key: string
  readonly name: FormatName
  readonly value: true | string | number
  readonly icon: string
  readonly shortcut: Shortcut
}

interface Shortcut {
  readonly shift: boolean
  /** A letter by what the layout prints, a digit by its place: French keyboards have digits on Shift. */
  readonly key: string
}

const format = (
  key: string,
  name: FormatName,
  value: ToolbarFormat['value'],
  icon: string,
  shortcut: Shortcut,
): ToolbarFormat => ({ key, name, value, icon, shortcut })

const plain = (key: string): Shortcut => ({ shift: false, key })
const shifted = (key: string): Shortcut => ({ shift: true, key })

/** The buttons of the toolbar in groups; the link comes after the marks. */
export const toolbarGroups: readonly (readonly ToolbarFormat[])[] = [
  [
    format('bold', 'bold', true, 'i-lucide-bold', plain('b')),
    format('italic', 'italic', true, 'i-lucide-italic', plain('i')),
    format('underline', 'underline', true, 'i-lucide-underline', plain('u')),
    format('strike', 'strike', true, 'i-lucide-strikethrough', shifted('x')),
    format('code', 'code', true, 'i-lucide-code', shifted('e')),
  ],
  [
    format('heading1', 'header', 1, 'i-lucide-heading-1', shifted('1')),
    format('heading2', 'header', 2, 'i-lucide-heading-2', shifted('2')),
    format('bullet', 'list', 'bullet', 'i-lucide-list', shifted('8')),
    format('ordered', 'list', 'ordered', 'i-lucide-list-ordered', shifted('7')),
    format('blockquote', 'blockquote', true, 'i-lucide-text-quote', shifted('9')),
  ],
]

export const linkShortcut: Shortcut = shifted('k')

type Keystroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Whether a keystroke is this shortcut, with Ctrl or Cmd. */
export function isShortcut(event: Keystroke, { shift, key }: Shortcut): boolean {
  if (event.ctrlKey === event.metaKey || event.altKey || event.shiftKey !== shift) return false
  return /\d/.test(key) ? event.code === `Digit${key}` : event.key.toLowerCase() === key
}

/** The format that a keystroke switches. */
export const formatOfKeystroke = (event: Keystroke): ToolbarFormat | undefined =>
  toolbarGroups.flat().find(({ shortcut }) => isShortcut(event, shortcut))

/** For a tooltip: `['meta', 'shift', 'X']`. */
export const keysOfShortcut = ({ shift, key }: Shortcut): string[] =>
  shift ? ['meta', 'shift', key.toUpperCase()] : ['meta', key.toUpperCase()]
