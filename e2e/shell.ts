import type { ElectronApplication, Page } from '@playwright/test'

export type ShellName = 'browser' | 'desktop'

/** Set on <html> by the app once its first screen shows data. */
export const readyFlag = 'html[data-ready=true]'

/** Whom the tests play: a salesperson in France. */
export const locale = 'fr-FR'
export const timezoneId = 'Europe/Paris'
export const viewport = { width: 1280, height: 800 }

/** The same for processes that have no browser context around them. */
export const localeEnvironment = { LANG: 'fr_FR.UTF-8', LANGUAGE: 'fr', TZ: timezoneId }

/** One run of the app on a data folder, from start to stop. */
export interface RunningShell {
  /** There once `ready` has resolved. */
  readonly page: Page
  /** Only in the desktop shell. */
  readonly electron?: ElectronApplication
  /** Console errors and warnings, uncaught errors and CSP violations since the start. */
  readonly problems: string[]
  /** Resolves when the first screen shows data. */
  ready(): Promise<void>
  /** What the app's processes wrote to their standard output and error. */
  output(): string
  /** Ends the app as a user would, ready or not, and waits until its processes are gone. */
  stop(): Promise<void>
  /** Ends the process that holds the database at once, as a power cut would. */
  killBackend(): Promise<void>
}
