import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { AppError } from '../../core/contract/app-error.ts'
import type { Health } from '../app/health.ts'
import type { Metrics } from '../app/metrics.ts'
import { isLocal } from './remote-address.ts'
import { json, type Route, route } from './route.ts'

export interface OperatorOptions {
  readonly health: Health
  readonly metrics: Metrics
  /** Asked for as bearer; without one only programs of this machine see the metrics. */
  readonly metricsToken?: string | undefined
}

/** `/health` and `/metrics`. */
export function operatorRoutes({ health, metrics, metricsToken }: OperatorOptions): Route[] {
  return [
    route({
      method: 'GET',
      path: '/health',
      access: 'open',
      answer: async () => {
        const status = await health.status()
        return json({ status }, status === 'ok' || status === 'verifying' ? 200 : 503)
      },
    }),
    route({
      method: 'GET',
      path: '/metrics',
      access: 'open',
      answer: async ({ request }) => {
        if (!mayRead(request, metricsToken)) throw new AppError('E-PRM', 'not from here')
        const { register } = metrics
        return { status: 200, type: register.contentType, body: await register.metrics() }
      },
    }),
  ]
}

function mayRead(request: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return isLocal(request)
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))
}
