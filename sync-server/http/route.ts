import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Authenticated } from '../identity/sessions.ts'

export interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string | Readable
  readonly headers?: Readonly<Record<string, string | number>>
}

export interface Asked<Body> {
  readonly request: IncomingMessage
  /** What stands for `:id` in the path; empty where nothing does. */
  readonly id: string
  readonly body: Body
  /** Remote address, for limits. */
  readonly from: string
}

interface Shape<Body> {
  readonly method: 'HEAD' | 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** May end in `/:id`. */
  readonly path: string
  readonly body?: z.ZodType<Body>
  /** 64 KB unless told. */
  readonly maxBodyBytes?: number
}

type Answer = Promise<Reply> | Reply

/** Something the server answers; without `open` only to who has a session. */
export type Route<Body = unknown> = Shape<Body> &
  (
    | { readonly access: 'open'; answer(asked: Asked<Body>): Answer }
    | {
        readonly access: 'member' | 'admin'
        answer(asked: Asked<Body>, session: Authenticated): Answer
      }
  )

/** Gives `answer` the type of the body that `body` describes. */
export const route = <Body>(described: Route<Body>): Route => described

export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

export const noContent: Reply = { status: 204, type: '', body: '' }
