import { AppError } from '../../core/contract/app-error.ts'
import { isBlockedFileName } from '../../core/domain/attachments/blocked-file-types.ts'
import type { Host } from '../../core/host/host-contract.ts'
import { openExternalUrl } from '../../core/security/open-external-url.ts'
import { pickFiles } from './pick-files.ts'
import { schedule } from './schedule.ts'

/** A large file is still being read from its URL some time after the click. */
const downloadMs = 60_000

/** What a browser offers: dialogs and downloads of its own, and no menu. */
export function createBrowserHost(): Host {
  return {
    shell: 'browser',
    pickFiles,
    saveFile: (name, bytes) => {
      download(name, bytes)
      return Promise.resolve(true)
    },
    // Not in a tab: a page made of a blob would have this origin.
    openFile: (name, bytes) => {
      if (isBlockedFileName(name))
        return Promise.reject(new AppError('E-ATT-TYPE', 'executable files are not opened'))
      download(name, bytes)
      return Promise.resolve(true)
    },
    printToPdf: () => {
      window.print()
      return Promise.resolve(true)
    },
    openExternal: (url) => openExternalUrl(url, followLink),
    showNotification: async ({ title, body }) => {
      const permission =
        Notification.permission === 'default'
          ? await Notification.requestPermission()
          : Notification.permission
      if (permission === 'granted') new Notification(title, { body })
    },
    setTheme: () => undefined,
    setLanguage: () => undefined,
    onMenuCommand: () => () => undefined,
  }
}

function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  schedule(() => URL.revokeObjectURL(url), downloadMs)
}

function followLink(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.click()
}
