import { inject, type InjectionKey } from 'vue'
import type { Host } from '../../core/host/host-contract.ts'
import { createBrowserHost } from './browser-host.ts'
import { createDesktopHost } from './desktop-host.ts'

export const hostKey: InjectionKey<Host> = Symbol('host')

export function createHost(): Host {
  return window.desktop ? createDesktopHost(window.desktop) : createBrowserHost()
}

/** Files, links and notifications, as the shell around the page offers them. */
export function useHost(): Host {
  const host = inject(hostKey)
  if (!host) throw new Error('no host was provided')
  return host
}
