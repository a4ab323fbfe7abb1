import type { Locator, Page } from '@playwright/test'

/** The activities of a customer, or of all customers: toolbar, filters and list. */
export class Timeline {
  readonly grid: Locator
  /** Rows of activities, without headings. */
  readonly rows: Locator
  readonly search: Locator
  /** How many activities match. */
  readonly results: Locator
  readonly create: Locator
  readonly chips: Locator
  readonly cards: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.grid = page.getByRole('grid', { name: 'Chronologie des activités' })
    this.rows = this.grid.locator('[data-row]')
    this.search = page.getByRole('searchbox', { name: 'Rechercher dans les activités' })
    this.results = page.getByRole('region', { name: 'Activités' }).getByRole('status').first()
    this.create = page.getByRole('button', { name: 'Nouvelle activité' }).first()
    this.chips = page.getByRole('list', { name: 'Filtres actifs' }).getByRole('listitem')
    this.cards = page.getByRole('button', { name: 'Cartes développées' })
  }

  /** The row that says `text`. */
  row(text: string | RegExp): Locator {
    return this.rows.filter({ hasText: text })
  }

  heading(name: string | RegExp): Locator {
    return this.grid.getByRole('heading', { name })
  }

  /** Opens a filter by the name on its button. */
  async openFilter(name: string): Promise<Locator> {
    await this.#page
      .getByRole('region', { name: 'Activités' })
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click()
    return this.#page.getByRole('dialog', { name })
  }

  /** Chooses values of a filter and closes it. */
  async filterBy(filter: string, ...values: string[]): Promise<void> {
    const menu = await this.openFilter(filter)
    for (const value of values) await this.value(menu, value).check()
    await this.#page.keyboard.press('Escape')
    await menu.waitFor({ state: 'hidden' })
  }

  /** A value of an open filter; its name ends with the number of activities it would give. */
  value(menu: Locator, value: string): Locator {
    return menu.getByRole('checkbox', { name: new RegExp(`^${RegExp.escape(value)} (Aucune|\\d)`) })
  }

  /** Titles on screen from top to bottom, as `titled` activities show them. */
  async order(titles: readonly string[]): Promise<string[]> {
    const shown = await this.rows.evaluateAll((rows) =>
      rows
        .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
        .map((row) => row.textContent),
    )
    return shown.map((text) => titles.find((title) => text.includes(title)) ?? text)
  }

  /** Puts the upper edge so many pixels below the beginning. */
  async scrollTo(top: number): Promise<void> {
    await this.grid.evaluate((element, to) => {
      element.scrollTop = to
    }, top)
  }

  /**
   * Scrolls from the beginning to the end in steps of most of a screen, one a frame.
   *
   * @returns the texts of the rows in their order, and how many frames showed a place without a row
   */
  async scrollThrough(): Promise<{ seen: string[]; blankFrames: number }> {
    return this.grid.evaluate(async (grid) => {
      const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done))
      const seen = new Map<number, string>()
      let blankFrames = 0

      function look(): void {
        const { top, bottom } = grid.getBoundingClientRect()
        const lines = [...grid.querySelectorAll<HTMLElement>('[role=row]')]
        const boxes = lines.map((line) => line.getBoundingClientRect())
        const last = Math.max(...boxes.map((box) => box.bottom))
        const isEnd = grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 1
        // Every tenth pixel of the window has a line below it.
        for (let y = top + 5; y < (isEnd ? Math.min(bottom, last) : bottom); y += 10)
          if (!boxes.some((box) => box.top <= y && y <= box.bottom)) {
            blankFrames++
            break
          }
        for (const line of lines)
          if (line.dataset['row']) seen.set(Number(line.ariaRowIndex), line.textContent)
      }

      grid.scrollTop = 0
      await frame()
      look()
      for (let still = 0; still < 60;) {
        const before = grid.scrollTop
        grid.scrollTop = before + grid.clientHeight * 0.8
        await frame()
        look()
        // A page that is on its way makes the list longer within a second.
        still = grid.scrollTop === before ? still + 1 : 0
      }
      return {
        seen: [...seen].sort(([a], [b]) => a - b).map(([, text]) => text),
        blankFrames,
      }
    })
  }
}
