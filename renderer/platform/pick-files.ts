import type { PickedFile, PickOptions } from '../../core/host/host-contract.ts'

/**
 * The file dialog of the web, in Electron too: the page gets only what the person chose, the content
 * is read when it is needed, and the main process reads no path that a page names.
 */
export function pickFiles({ accept = [], multiple = false }: PickOptions = {}): Promise<
  PickedFile[]
> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept.join(',')
  input.multiple = multiple
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve([]), { once: true })
    input.addEventListener('change', () => resolve([...(input.files ?? [])].map(pickedFile)), {
      once: true,
    })
    input.click()
  })
}

function pickedFile(file: File): PickedFile {
  const { name, type, size } = file
  return { name, mime: type, size, bytes: async () => new Uint8Array(await file.arrayBuffer()) }
}
