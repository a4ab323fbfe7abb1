import { expect, type Locator, type Page } from '@playwright/test'
import { menuOption } from './menu-option.ts'

/** How a person works the app: with the mouse, or by the keyboard alone. Words are typed in both. */
export type Hand = MouseHand | KeyboardHand

/** No control of a screen is further away from another than so many presses of Tab. */
const mostTabs = 60
const mostArrows = 40

export class MouseHand {
  readonly kind = 'mouse'
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** A button, a link or a switch. */
  async press(target: Locator): Promise<void> {
    await target.click()
  }

  /** Replaces what stands in a field. */
  async type(field: Locator, text: string): Promise<void> {
    await field.click()
    await this.#page.keyboard.press('Control+a')
    await this.#page.keyboard.type(text)
  }

  /** A radio button or a box to tick: what is hit is its words, or its picture. */
  async choose(choice: Locator): Promise<void> {
    await choice.locator('..').click()
    await expect(choice).toBeChecked()
  }

  /** Takes an option of a list that opens. */
  async pick(list: Locator, option: string): Promise<void> {
    await list.click()
    const entry = menuOption(this.#page, option)
    await entry.click()
    await entry.waitFor({ state: 'detached' })
  }
}

/** Uses no more than the keys: what cannot be reached by them fails the test. */
export class KeyboardHand {
  readonly kind = 'keyboard'
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Goes to a control by Tab, or back by Shift and Tab, and sees where the focus is. */
  async tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible()
    const back = await isBehindFocus(target)
    await this.repeat(back ? 'Shift+Tab' : 'Tab', () => hasFocus(target), mostTabs)
    await expect(target).toBeFocused()
    await expect(this.#page.locator(':focus-visible')).toHaveCount(1)
  }

  /** Goes to one of a group that is a single stop of Tab. */
  async arrowTo(target: Locator): Promise<void> {
    const back = await isBehindFocus(target)
    await this.repeat(back ? 'ArrowUp' : 'ArrowDown', () => hasFocus(target), mostArrows)
    await expect(target).toBeFocused()
  }

  /** Goes to a part of the screen by F6. */
  async toPane(pane: Locator): Promise<void> {
    await this.repeat('F6', () => holdsFocus(pane), 3)
    expect(await holdsFocus(pane)).toBe(true)
  }

  /** Presses the keys of a shortcut one after the other, outside of what is typed. */
  async follow(keys: string): Promise<void> {
    const isTyping = (): Promise<boolean> =>
      this.#page.evaluate(
        () => document.activeElement?.matches('input, textarea, [contenteditable=true]') ?? false,
      )
    await this.repeat('Tab', async () => !(await isTyping()), mostTabs)
    for (const key of keys.split(' ')) await this.#page.keyboard.press(key)
  }

  async press(target: Locator): Promise<void> {
    await this.tabTo(target)
    const isSwitch = (await target.getAttribute('role')) === 'switch'
    await this.#page.keyboard.press(isSwitch ? 'Space' : 'Enter')
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.tabTo(field)
    await this.#page.keyboard.press('Control+a')
    await this.#page.keyboard.type(text)
  }

  /** Of radio buttons Tab stops at one: arrow keys go to the others. */
  async choose(choice: Locator): Promise<void> {
    const isRadio = (await choice.getAttribute('type')) === 'radio'
    if (!isRadio) {
      await this.tabTo(choice)
      await this.#page.keyboard.press('Space')
      return expect(choice).toBeChecked()
    }
    const name = (await choice.getAttribute('name')) ?? ''
    const group = this.#page.locator(`input[type=radio][name="${name}"]`)
    const isInGroup = (): Promise<boolean> =>
      choice.evaluate(
        (element) =>
          (document.activeElement as HTMLInputElement | null)?.name ===
          (element as HTMLInputElement).name,
      )
    const back = await isBehindFocus(group.first())
    await this.repeat(back ? 'Shift+Tab' : 'Tab', isInGroup, mostTabs)
    await this.repeat('ArrowDown', () => hasFocus(choice), mostArrows)
    if (!(await choice.isChecked())) await this.#page.keyboard.press('Space')
    await expect(choice).toBeChecked()
  }

  async pick(list: Locator, option: string): Promise<void> {
    await this.tabTo(list)
    await this.#page.keyboard.press('Enter')
    const entry = menuOption(this.#page, option)
    await expect(entry).toBeVisible()
    for (let away = await distance(entry); away !== 0; away = await distance(entry)) {
      await this.#page.keyboard.press(away < 0 ? 'ArrowUp' : 'ArrowDown')
      await expect.poll(() => distance(entry)).not.toBe(away)
    }
    await this.#page.keyboard.press('Enter')
    await entry.waitFor({ state: 'detached' })
  }

  /** Presses a key again and again until something is so, or it has been pressed often enough. */
  async repeat(key: string, isDone: () => Promise<boolean>, most: number): Promise<void> {
    for (let presses = 0; presses < most && !(await isDone()); presses++)
      await this.#page.keyboard.press(key)
  }
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement)
const holdsFocus = (pane: Locator): Promise<boolean> =>
  pane.evaluate((element) => element.contains(document.activeElement))
/** Whether it comes before what has the focus. */
const isBehindFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const position = element.compareDocumentPosition(document.activeElement ?? element)
    return (position & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  })
/** How many entries of its list are from the highlighted one to this one; all where none is yet. */
const distance = (entry: Locator): Promise<number> =>
  entry.evaluate((element) => {
    const all = [...(element.closest('[role=listbox]')?.querySelectorAll('[role=option]') ?? [])]
    const at = all.findIndex((each) => each.hasAttribute('data-highlighted'))
    return at < 0 ? all.length : all.indexOf(element) - at
  })
