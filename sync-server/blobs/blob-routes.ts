import type { IncomingMessage } from 'node:http'
import { AppError } from '../../core/contract/app-error.ts'
import { fileHash } from '../../core/contract/scalars.ts'
import { maxAttachmentBytes } from '../../core/contract/workspace.ts'
import { blobPath, maxBlobChunkBytes } from '../../core/sync/server-api.ts'
import { readBytes } from '../http/read-bytes.ts'
import { json, noContent, type Reply, type Route, route } from '../http/route.ts'
import type { Authenticated } from '../identity/sessions.ts'
import type { BlobStore } from './blob-store.ts'
import { byteRange } from './byte-range.ts'

const octets = 'application/octet-stream'

/** Contents of files, as `blobPath` describes it. */
export function blobRoutes(workspaceId: string, store: BlobStore): Route[] {
  const path = blobPath(workspaceId, ':id')
  return [
    route({
      ...{ method: 'HEAD', path, access: 'member' },
      answer: async ({ id }, session) => {
        const hash = requireHash(id, session)
        const size = await store.size(hash)
        if (size !== undefined)
          return { status: 200, type: octets, body: '', headers: { 'content-length': size } }
        return { ...missing, headers: offsetHeader(await store.received(hash, session.deviceId)) }
      },
    }),
    route({
      ...{ method: 'PATCH', path, access: 'member' },
      answer: async ({ id, request }, session) => {
        const hash = requireHash(id, session)
        const bytes = await readBytes(request, maxBlobChunkBytes)
        const total = requireTotal(request)
        const offset = wholeNumber(request, 'upload-offset')
        if (offset + bytes.length > total)
          throw new AppError('INVALID_INPUT', 'more bytes than Upload-Length')
        const { deviceId } = session
        if ((await store.size(hash)) !== undefined)
          return { ...noContent, headers: offsetHeader(total) }
        const { size, isTaken } = await store.write({ hash, deviceId, offset, total, bytes })
        const headers = offsetHeader(size)
        return isTaken
          ? { ...noContent, headers }
          : { ...json({ code: 'INVALID_INPUT', message: 'another offset' }, 409), headers }
      },
    }),
    route({
      ...{ method: 'GET', path, access: 'member' },
      answer: async ({ id, request }, session) => {
        const hash = requireHash(id, session)
        const size = await store.size(hash)
        return size === undefined ? missing : content(store, hash, size, request.headers.range)
      },
    }),
  ]
}

const missing = json({ code: 'E-ATT-MISSING', message: 'the content is not here' }, 404)

const offsetHeader = (offset: number) => ({ 'upload-offset': offset })

function content(store: BlobStore, hash: string, size: number, header?: string): Reply {
  const range = byteRange(header, size)
  if (range === 'none')
    return {
      ...json({ code: 'INVALID_INPUT', message: 'no such range' }, 416),
      headers: { 'content-range': `bytes */${size}` },
    }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  return {
    status: range ? 206 : 200,
    type: octets,
    body: store.read(hash, start, end),
    headers: {
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
  }
}

/** The hash becomes a path: nothing but 64 lower-case hex digits does. */
function requireHash(id: string, { claims }: Authenticated): string {
  if (claims.roles.length === 0) throw new AppError('E-PRM', 'nobody without a role')
  const { data } = fileHash.safeParse(id)
  if (data === undefined) throw new AppError('INVALID_INPUT', 'not a SHA-256 in hex')
  return data
}

function requireTotal(request: IncomingMessage): number {
  const total = wholeNumber(request, 'upload-length')
  if (total === 0) throw new AppError('E-ATT-EMPTY', 'a content has at least one byte')
  if (total > maxAttachmentBytes)
    throw new AppError('E-ATT-TOO-LARGE', `a content has at most ${maxAttachmentBytes} bytes`)
  return total
}

function wholeNumber({ headers }: IncomingMessage, name: string): number {
  const text = String(headers[name])
  if (!/^\d{1,15}$/.test(text)) throw new AppError('INVALID_INPUT', `${name} is not a number`)
  return Number(text)
}
