import type { Locator } from '@playwright/test'

export interface TransferredFile {
  name: string
  mime: string
  content: Uint8Array
}

/** Drops files on a place of the page, as dragging them from a file manager does. */
export function dropFiles(target: Locator, files: readonly TransferredFile[]): Promise<void> {
  return target.evaluate(
    (element, contents) => {
      const dataTransfer = new DataTransfer()
      for (const { name, mime, bytes } of contents)
        dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type: mime }))
      for (const type of ['dragenter', 'dragover', 'drop'])
        element.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        )
    },
    files.map(({ name, mime, content }) => ({ name, mime, bytes: [...content] })),
  )
}

/** Pastes what a clipboard may hold: text, HTML and files at once. */
export function paste(
  target: Locator,
  { text = '', html = '', files = [] }: { text?: string; html?: string; files?: TransferredFile[] },
): Promise<void> {
  return target.evaluate(
    (element, content) => {
      const clipboardData = new DataTransfer()
      if (content.text) clipboardData.setData('text/plain', content.text)
      if (content.html) clipboardData.setData('text/html', content.html)
      for (const { name, mime, bytes } of content.files)
        clipboardData.items.add(new File([new Uint8Array(bytes)], name, { type: mime }))
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    },
    {
      text,
      html,
      files: files.map(({ name, mime, content }) => ({ name, mime, bytes: [...content] })),
    },
  )
}
