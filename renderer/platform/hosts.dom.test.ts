import { afterEach, describe, expect, test, vi } from 'vitest'
import type { DesktopBridge } from '../../core/host/desktop-bridge.ts'
import { createBrowserHost } from './browser-host.ts'
import { createDesktopHost } from './desktop-host.ts'

/** What was clicked, as [href, download, rel]. */
function clickedLinks(): string[][] {
  const links: string[][] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    links.push([this.href, this.download, this.rel])
  })
  return links
}
afterEach(() => vi.restoreAllMocks())

describe('the browser', () => {
  test('ATT-02 opening a file hands it over as a download, not as a page of this origin', async () => {
    const links = clickedLinks()
    expect(await createBrowserHost().openFile('page.html', new Uint8Array([1]))).toBe(true)
    expect(links).toEqual([[expect.stringMatching(/^blob:/), 'page.html', '']])
  })

  test('ATT-03 an executable is not opened', async () => {
    const links = clickedLinks()
    await expect(
      createBrowserHost().openFile('facture.pdf.exe', new Uint8Array()),
    ).rejects.toMatchObject({ code: 'E-ATT-TYPE' })
    expect(links).toEqual([])
  })

  test('REP-13 what is printed is chosen in the dialog of the browser', async () => {
    const print = vi.fn()
    vi.stubGlobal('print', print)
    expect(await createBrowserHost().printToPdf('rapport.pdf')).toBe(true)
    expect(print).toHaveBeenCalledOnce()
    vi.unstubAllGlobals()
  })

  test('a link opens without access to this window; a script does not', async () => {
    const links = clickedLinks()
    const { openExternal } = createBrowserHost()
    expect(await openExternal('https://example.com')).toBe(true)
    expect(await openExternal('javascript:alert(1)')).toBe(false)
    expect(links).toEqual([['https://example.com/', '', 'noopener noreferrer']])
  })

  test('files are those that were chosen, and none when the dialog is closed', async () => {
    const chosen = new File(['a;b'], 'clients.csv', { type: 'text/csv' })
    vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementationOnce(function (
      this: HTMLInputElement,
    ) {
      expect([this.type, this.accept, this.multiple]).toEqual(['file', '.csv,text/csv', true])
      Object.defineProperty(this, 'files', { value: [chosen] })
      this.dispatchEvent(new Event('change'))
    })
    const { pickFiles } = createBrowserHost()
    const [file] = await pickFiles({ accept: ['.csv', 'text/csv'], multiple: true })
    expect(file).toMatchObject({ name: 'clients.csv', mime: 'text/csv', size: 3 })
    expect(new TextDecoder().decode(await file!.bytes())).toBe('a;b')

    vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementationOnce(function (
      this: HTMLInputElement,
    ) {
      this.dispatchEvent(new Event('cancel'))
    })
    expect(await pickFiles()).toEqual([])
  })
})

describe('the desktop', () => {
  test('an answer of the main process comes back as value or AppError', async () => {
    const failure = { code: 'E-ATT-TYPE', message: 'not opened' } as const
    const host = createDesktopHost({
      saveFile: () => Promise.resolve({ ok: true, value: false }),
      openFile: () => Promise.resolve({ ok: false, failure }),
    } as unknown as DesktopBridge)
    expect(await host.saveFile('a.txt', new Uint8Array())).toBe(false)
    await expect(host.openFile('a.exe', new Uint8Array())).rejects.toMatchObject(failure)
  })

  test('only commands that exist reach the page', () => {
    let send: (command: string) => void = () => undefined
    const host = createDesktopHost({
      onMenuCommand: (listener) => {
        send = listener
        return () => undefined
      },
    } as Partial<DesktopBridge> as DesktopBridge)
    const heard: string[] = []
    host.onMenuCommand((command) => heard.push(command))
    for (const command of ['new', 'toString', 'quit']) send(command)
    expect(heard).toEqual(['new'])
  })
})
