import type { Locale } from '../contract/scalars.ts'
import type { MenuCommand } from './menu-commands.ts'

/** A file that the person has chosen; its content is read when it is asked for. */
export interface PickedFile {
  readonly name: string
  /** Empty when the system does not know it. */
  readonly mime: string
  readonly size: number
  bytes(this: void): Promise<Uint8Array>
}

export interface PickOptions {
  /** Extensions with a dot or media types; none for every file. */
  readonly accept?: readonly string[]
  readonly multiple?: boolean
}

export interface HostNotification {
  readonly title: string
  readonly body: string
}

export type HostTheme = 'system' | 'light' | 'dark'

/** What the page asks of the machine around it. The browser and Electron each have their own. */
export interface Host {
  readonly shell: 'browser' | 'desktop'
  /** @returns none when the person closes the dialog */
  pickFiles(this: void, options?: PickOptions): Promise<PickedFile[]>
  /** @returns false when the person closes the dialog, if the host can tell */
  saveFile(this: void, name: string, bytes: Uint8Array): Promise<boolean>
  /**
   * Opens the file with the program the system has for it; the browser hands it over as a download.
   *
   * @returns false when there is no such program, if the host can tell
   * @throws AppError E-ATT-TYPE for an executable
   */
  openFile(this: void, name: string, bytes: Uint8Array): Promise<boolean>
  /**
   * Puts what the page prints into a PDF file; the browser opens its dialog for printing.
   *
   * @returns false when the person closes the dialog, if the host can tell
   */
  printToPdf(this: void, name: string): Promise<boolean>
  /** @returns false when the address is not one that is opened: only https, http and mailto are */
  openExternal(this: void, url: string): Promise<boolean>
  /** Does nothing where the person has not allowed it. */
  showNotification(this: void, notification: HostNotification): Promise<void>
  /** For what the host draws itself: the title bar, its dialogs. */
  setTheme(this: void, theme: HostTheme): void
  /** For what the host writes itself: the menu. */
  setLanguage(this: void, language: Locale): void
  /** @returns ends it */
  onMenuCommand(this: void, listener: (command: MenuCommand) => void): () => void
}
