import type { AppFailure } from '../contract/app-error.ts'
import type { Locale } from '../contract/scalars.ts'
import type { HostNotification, HostTheme } from './host-contract.ts'

/** What an Electron main process answers: errors lose their code when they cross by themselves. */
export type BridgeAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: AppFailure }

/** What the preload exposes to the page as `window.desktop`; absent in the browser shell. */
export interface DesktopBridge {
  /**
   * Asks for a connection to the backend. A window message `{ type: 'backend-port', nonce }` brings
   * the port; the nonce tells it from messages that other code could post.
   */
  requestBackendPort(this: void, nonce: string): void
  /** The backend's process has ended, and its ports with it. @returns ends it */
  onBackendGone(this: void, listener: () => void): () => void
  /** The backend is not there and is not started again by itself. @returns ends it */
  onBackendFailure(this: void, listener: (failure: AppFailure) => void): () => void
  /** Starts a backend that had been given up. */
  restartBackend(this: void): void
  /** @returns ends it */
  onMenuCommand(this: void, listener: (command: string) => void): () => void
  saveFile(this: void, name: string, bytes: Uint8Array): Promise<BridgeAnswer<boolean>>
  openFile(this: void, name: string, bytes: Uint8Array): Promise<BridgeAnswer<boolean>>
  printToPdf(this: void, name: string): Promise<BridgeAnswer<boolean>>
  openExternal(this: void, url: string): Promise<BridgeAnswer<boolean>>
  showNotification(this: void, notification: HostNotification): Promise<BridgeAnswer<undefined>>
  setTheme(this: void, theme: HostTheme): void
  setLanguage(this: void, language: Locale): void
}
