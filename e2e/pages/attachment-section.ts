import { expect, type Locator, type Page } from '@playwright/test'
import { ActivityDetails } from './activity-details.ts'
import { png } from './sample-files.ts'

/** The files in the details of the open activity. */
export class AttachmentSection {
  readonly section: Locator
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
    this.section = new ActivityDetails(page).section('Pièces jointes')
  }

  row(name: string): Locator {
    return this.section.getByRole('listitem').filter({ hasText: name })
  }

  /** Adds a picture of its own width, by which its content is known again. */
  async attachPicture(name: string, width: number, color: string): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser')
    await this.section.getByRole('button', { name: 'Ajouter des fichiers' }).click()
    const buffer = png(width, 20, color)
    await (await choosing).setFiles({ name, mimeType: 'image/png', buffer })
    await expect(this.row(name)).toHaveCount(1)
  }

  /** The picture on show, with its own width: it is the content, and not only the record. */
  async expectPicture(name: string, width: number): Promise<void> {
    await this.row(name).getByRole('button', { name, exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name })
    const image = dialog.getByRole('img', { name })
    await expect(image).toHaveJSProperty('naturalWidth', width)
    await this.page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
}
