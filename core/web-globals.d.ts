/**
 * The few web-standard globals that Node and every renderer have alike. `core` is compiled without
 * the DOM and Node libraries, so the parts it uses are declared here; every other layer sees its own
 * library's full declarations.
 */
interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}

declare const AbortController: { new (): AbortController }

interface URL {
  readonly href: string
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly hostname: string
  readonly origin: string
  readonly pathname: string
  readonly hash: string
  readonly search: string
}

declare const URL: { new (url: string): URL; canParse(url: string): boolean }
