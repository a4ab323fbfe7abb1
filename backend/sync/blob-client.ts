import { AppError } from '../../core/contract/app-error.ts'
import { blobPath } from '../../core/sync/server-api.ts'
import { refusal, request, unreachable } from './server-request.ts'
import type { TeamSession } from './team-session.ts'

/** For one chunk, on the slowest line that is of use. */
const timeoutMs = 60_000

export interface Piece {
  readonly bytes: Uint8Array
  /** Bytes of the whole content. */
  readonly total: number
}

/**
 * Calls about contents of files, in chunks. Every method rejects with the server's own AppError,
 * `E-SRV-UNREACHABLE` when nothing answers or `signal` is aborted, or `E-SRV-ADDRESS` when something
 * else does.
 */
export class BlobClient {
  private readonly session: TeamSession
  private readonly signal: AbortSignal

  constructor(session: TeamSession, signal: AbortSignal) {
    this.session = session
    this.signal = signal
  }

  /** How much of a content the server has from this device; `whole` when there is nothing to send. */
  async offset(hash: string): Promise<number | 'whole'> {
    const response = await this.ask('HEAD', hash, {})
    if (response.ok) return 'whole'
    return offsetOf(response) ?? Promise.reject(await refusal(response))
  }

  /**
   * Sends what follows at `offset`.
   *
   * @returns where the next chunk begins, and whether this one was taken
   */
  async send(
    hash: string,
    bytes: Uint8Array<ArrayBuffer>,
    { offset, total }: { offset: number; total: number },
  ): Promise<{ next: number; isTaken: boolean }> {
    const headers = { 'upload-offset': String(offset), 'upload-length': String(total) }
    const response = await this.ask('PATCH', hash, headers, bytes)
    const next = offsetOf(response)
    if (next === undefined || !(response.ok || response.status === 409))
      throw await refusal(response)
    await response.body?.cancel()
    return { next, isTaken: response.ok }
  }

  /**
   * At most `length` bytes from `offset`; `undefined` where the content does not reach so far.
   *
   * @throws AppError `E-ATT-MISSING`
   */
  async read(hash: string, offset: number, length: number): Promise<Piece | undefined> {
    const range = `bytes=${offset}-${offset + length - 1}`
    const response = await this.ask('GET', hash, { range })
    if (response.status === 416) {
      await response.body?.cancel()
      return undefined
    }
    if (!response.ok) throw await refusal(response)
    const [, start, total] =
      /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '') ?? []
    if (Number(start) !== offset) {
      await response.body?.cancel()
      throw new AppError('E-SRV-ADDRESS', 'something between does not know ranges')
    }
    try {
      return { bytes: new Uint8Array(await response.arrayBuffer()), total: Number(total) }
    } catch (error) {
      throw unreachable(String(error))
    }
  }

  private async ask(
    method: string,
    hash: string,
    headers: Record<string, string>,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const authorization = `Bearer ${await this.session.accessToken()}`
    const shared = this.session.shared()
    if (!shared) throw new AppError('E-SRV-NOT-SHARED', 'this workspace is not shared')
    const response = await request(shared.server + blobPath(shared.workspaceId, hash), {
      method,
      headers: { ...headers, authorization },
      ...(body && { body }),
      redirect: 'error',
      signal: AbortSignal.any([this.signal, AbortSignal.timeout(timeoutMs)]),
    })
    if (response.status === 401) this.session.dropAccess()
    return response
  }
}

function offsetOf({ headers }: Response): number | undefined {
  const text = headers.get('upload-offset')
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
