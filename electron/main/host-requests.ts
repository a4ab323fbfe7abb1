import { z } from 'zod'
import { locale } from '../../core/contract/scalars.ts'
import { openExternalUrl } from '../../core/security/open-external-url.ts'
import { answerRequest, readMessage, type SenderFrame } from '../security/trusted-ipc.ts'
import type { FileAccess } from './file-access.ts'

interface IpcEvent {
  readonly senderFrame: SenderFrame | null
}
type Listener<T> = (event: IpcEvent, ...args: unknown[]) => T

/** The part of `ipcMain` that is used. */
export interface IpcLike {
  handle(channel: string, listener: Listener<Promise<unknown>>): void
  on(channel: string, listener: Listener<void>): unknown
}

/** What the page may ask of the machine; the effects are Electron's. */
export interface HostEffects {
  readonly files: FileAccess
  /** The page of a window, as it prints. */
  printToPdf(this: void): Promise<Uint8Array>
  openUrl(this: void, url: string): Promise<void>
  notify(this: void, title: string, body: string): void
  setTheme(this: void, theme: 'system' | 'light' | 'dark'): void
  setLanguage(this: void, language: 'fr' | 'en'): void
}

const fileName = z.string().min(1).max(1000)
const fileRequest = z.tuple([fileName, z.instanceof(Uint8Array)])
const notification = z.object({ title: z.string().max(200), body: z.string().max(1000) })

/** Every request of the page but the backend's port, each with its sender and arguments checked. */
export function answerHostRequests(ipc: IpcLike, effects: HostEffects): void {
  const { files, printToPdf, openUrl, notify, setTheme, setLanguage } = effects

  ipc.handle('host:save-file', ({ senderFrame }, ...args) =>
    answerRequest(senderFrame, fileRequest, args, ([name, bytes]) => files.save(name, bytes)),
  )
  ipc.handle('host:open-file', ({ senderFrame }, ...args) =>
    answerRequest(senderFrame, fileRequest, args, ([name, bytes]) => files.open(name, bytes)),
  )
  ipc.handle('host:print-to-pdf', ({ senderFrame }, ...args) =>
    answerRequest(senderFrame, z.tuple([fileName]), args, async ([name]) =>
      files.save(name, await printToPdf()),
    ),
  )
  ipc.handle('host:open-external', ({ senderFrame }, ...args) =>
    answerRequest(senderFrame, z.tuple([z.string()]), args, ([url]) =>
      openExternalUrl(url, openUrl),
    ),
  )
  ipc.handle('host:notify', ({ senderFrame }, ...args) =>
    answerRequest(senderFrame, z.tuple([notification]), args, ([{ title, body }]) =>
      notify(title, body),
    ),
  )
  ipc.on('host:theme', ({ senderFrame }, ...args) => {
    const message = readMessage(senderFrame, z.tuple([z.enum(['system', 'light', 'dark'])]), args)
    if (message) setTheme(message[0])
  })
  ipc.on('host:language', ({ senderFrame }, ...args) => {
    const message = readMessage(senderFrame, z.tuple([locale]), args)
    if (message) setLanguage(message[0])
  })
}
