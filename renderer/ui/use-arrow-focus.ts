import { shallowRef } from 'vue'
import { nextInLines } from './arrow-focus.ts'

interface ArrowFocus<Key extends string> {
  /** For each button: only one of them is a stop of the Tab key. */
  tabindexOf(this: void, key: Key): 0 | -1
  /** For each button, so that Tab comes back to the one that was left. */
  enter(this: void, key: Key): void
  /** For the element around the buttons. */
  move(this: void, event: KeyboardEvent): void
}

/**
 * A group of buttons that is one stop of the Tab key; arrow keys, Home and End go from one to another.
 *
 * @param first the stop before any button had the focus, such as the one that is pressed
 */
export function useArrowFocus<Key extends string>(first: () => Key | undefined): ArrowFocus<Key> {
  const entered = shallowRef<Key>()
  return {
    tabindexOf: (key) => (key === (entered.value ?? first()) ? 0 : -1),
    enter: (key) => {
      entered.value = key
    },
    move(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      const group = event.currentTarget as HTMLElement
      const buttons = [...group.querySelectorAll<HTMLElement>('button')]
      const to = nextInLines(
        event.key,
        buttons.indexOf(event.target as HTMLElement),
        buttons.map((button) => button.getBoundingClientRect()),
      )
      if (to === undefined) return
      event.preventDefault()
      buttons[to]?.focus()
    },
  }
}
