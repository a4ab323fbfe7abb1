/** What a keydown says, as far as shortcuts go. */
export type Keystroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Between two keys of a sequence such as `o c`. */
export const sequenceMs = 1000

/**
 * The canonical name of a keystroke: `n`, `?`, `mod+k`, `shift+arrowdown`. `mod` is Ctrl, or Cmd on
 * a Mac. Shift is named only where it is not part of the character itself.
 */
export function nameOfKeystroke({ key, ctrlKey, metaKey, altKey, shiftKey }: Keystroke): string {
  const name = key === ' ' ? 'space' : key.toLowerCase()
  const isCharacter = [...key].length === 1 && key !== ' '
  const isLetter = isCharacter && key.toLowerCase() !== key.toUpperCase()
  const shift = shiftKey && (!isCharacter || (isLetter && (ctrlKey || metaKey)))
  return [(ctrlKey || metaKey) && 'mod', altKey && !isCharacter && 'alt', shift && 'shift', name]
    .filter(Boolean)
    .join('+')
}

interface Step {
  readonly name: string
  readonly at: number
}

/** Follows keystrokes and says which of the known shortcuts a keystroke completes. */
export class ShortcutMatcher {
  #steps: readonly Step[] = []

  /**
   * @param keys every shortcut that may be meant, such as `n`, `o c`, `mod+z`
   * @param at milliseconds
   * @returns the completed shortcut; a sequence wins over its own last key
   */
  match(keystroke: Keystroke, keys: Iterable<string>, at: number): string | undefined {
    const name = nameOfKeystroke(keystroke)
    const last = this.#steps.at(-1)
    const earlier = last && at - last.at <= sequenceMs ? this.#steps : []
    const names = [...earlier.map((step) => step.name), name]
    const known = new Set(keys)

    for (let from = 0; from < names.length; from += 1) {
      const typed = names.slice(from).join(' ')
      if (known.has(typed)) {
        this.#steps = []
        return typed
      }
      if ([...known].some((key) => key.startsWith(`${typed} `))) {
        this.#steps = [...earlier.slice(from), { name, at }]
        return undefined
      }
    }
    this.#steps = []
    return undefined
  }
}
