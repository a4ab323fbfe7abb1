import { AppError } from '../../core/contract/app-error.ts'
import type { BridgeAnswer, DesktopBridge } from '../../core/host/desktop-bridge.ts'
import type { Host } from '../../core/host/host-contract.ts'
import { isMenuCommand } from '../../core/host/menu-commands.ts'
import { pickFiles } from './pick-files.ts'

/** What Electron's main process offers, through the preload. */
export function createDesktopHost(desktop: DesktopBridge): Host {
  return {
    shell: 'desktop',
    pickFiles,
    saveFile: (name, bytes) => unwrap(desktop.saveFile(name, bytes)),
    openFile: (name, bytes) => unwrap(desktop.openFile(name, bytes)),
    printToPdf: (name) => unwrap(desktop.printToPdf(name)),
    openExternal: (url) => unwrap(desktop.openExternal(url)),
    showNotification: ({ title, body }) => unwrap(desktop.showNotification({ title, body })),
    setTheme: desktop.setTheme,
    setLanguage: desktop.setLanguage,
    onMenuCommand: (listener) =>
      desktop.onMenuCommand((command) => {
        if (isMenuCommand(command)) listener(command)
      }),
  }
}

async function unwrap<T>(asked: Promise<BridgeAnswer<T>>): Promise<T> {
  const answer = await asked
  if (answer.ok) return answer.value
  throw AppError.fromFailure(answer.failure)
}
