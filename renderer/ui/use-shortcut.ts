import { onScopeDispose, shallowReactive, toValue, type MaybeRefOrGetter } from 'vue'
import { isLayerOpen } from './open-layers.ts'
import { ShortcutMatcher } from './shortcut-keys.ts'

export interface ShortcutOptions {
  /** What it does, for the sheet that `?` opens; a getter follows the language. */
  readonly label: MaybeRefOrGetter<string>
  /** Heading in the sheet; without it the shortcut stands under the current screen. */
  readonly group?: 'navigation' | 'general' | 'screen'
  readonly enabled?: MaybeRefOrGetter<boolean>
  /** Also while a text field has the focus; only for keys that type nothing there. */
  readonly whileTyping?: boolean
}

export interface Shortcut extends ShortcutOptions {
  readonly keys: string
  run(): void
}

/** In order of registration: a later one, of a page or a sheet, wins over the same keys before it. */
export const shortcuts: Shortcut[] = shallowReactive([])

const matcher = new ShortcutMatcher()

/**
 * Binds keys for as long as the component lives.
 *
 * @param keys one key (`n`, `?`, `delete`), keys together (`mod+enter`), or one after the other
 * (`o c`); `mod` is Ctrl, or Cmd on a Mac
 * @returns whether the keys mean this now, and no later shortcut took them
 */
export function useShortcut(
  keys: string,
  handler: () => void,
  options: ShortcutOptions,
): () => boolean {
  const shortcut: Shortcut = { ...options, keys, run: handler }
  if (shortcuts.length === 0) document.addEventListener('keydown', onKeydown)
  shortcuts.push(shortcut)
  onScopeDispose(() => {
    shortcuts.splice(shortcuts.indexOf(shortcut), 1)
    if (shortcuts.length === 0) document.removeEventListener('keydown', onKeydown)
  })
  return () => inForce(keys) === shortcut
}

const inForce = (keys: string): Shortcut | undefined =>
  shortcuts.findLast((each) => each.keys === keys && toValue(each.enabled) !== false)

/** Does what the keys would do now, for a menu that shows them; false when they mean nothing here. */
export function runShortcut(keys: string): boolean {
  const shortcut = inForce(keys)
  shortcut?.run()
  return shortcut !== undefined
}

function onKeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return
  const typing = isTyping(event.target)
  // Most keys of all are typed: the page is not searched for layers then.
  if ((typing && typesText(event)) || isLayerOpen()) return
  const able = shortcuts.filter(
    ({ enabled, whileTyping }) => toValue(enabled) !== false && (!typing || whileTyping),
  )
  const matched = matcher.match(
    event,
    able.map(({ keys }) => keys),
    event.timeStamp,
  )
  const shortcut = able.findLast(({ keys }) => keys === matched)
  if (!shortcut) return
  event.preventDefault()
  shortcut.run()
}

/** Keys with names of several letters, such as F6, type nothing. */
const typesText = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key.length === 1 && !ctrlKey && !metaKey

const isModifier = (key: string): boolean => ['Control', 'Shift', 'Alt', 'Meta'].includes(key)

/** Whether keys go into a field: text inputs, editors, lists that jump to typed letters. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[contenteditable="true"]')) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'range', 'color', 'file'].includes(
      target.type,
    )
  return target.matches('textarea, select, [role="combobox"], [role="textbox"]')
}
