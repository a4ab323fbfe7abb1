import { Client } from 'pg'
import { channels, connectionTo } from './postgres-database.ts'
import type { AccessChange } from './sql.ts'
import type { News } from './storage.ts'

const reconnectMs = 1_000
/** A connection that died without a word is noticed after so long. */
const heartbeatMs = 20_000

/**
 * Hears what the other servers tell, on a connection of its own that is made anew when it breaks. The
 * messages only wake: what happened is in the tables.
 */
export class PostgresNews {
  private readonly url: string
  private readonly node: string
  private readonly news: News
  private client: Client | undefined
  private heartbeat: NodeJS.Timeout | undefined
  private retry: NodeJS.Timeout | undefined
  private isClosed = false

  /** @param node this server, which knows already what it told */
  constructor(url: string, node: string, news: News) {
    this.url = url
    this.node = node
    this.news = news
  }

  /** @throws the errors of `pg` */
  async open(): Promise<void> {
    const client = new Client({ ...connectionTo(this.url), query_timeout: heartbeatMs / 2 })
    client.on('notification', ({ channel, payload = '' }) => this.hear(channel, payload))
    client.on('error', () => this.lost(client))
    client.on('end', () => this.lost(client))
    try {
      await client.connect()
      await client.query(`listen ${channels.log}; listen ${channels.access}`)
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    this.client = client
    this.heartbeat = setInterval(() => this.beat(client), heartbeatMs)
    if (this.isClosed) await this.close()
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.retry)
    clearInterval(this.heartbeat)
    await this.client?.end().catch(() => undefined)
  }

  private hear(channel: string, payload: string): void {
    if (channel === channels.log) {
      if (payload !== this.node) this.news.logGrew()
      return
    }
    const { node, change } = JSON.parse(payload) as { node: string; change: AccessChange }
    if (node !== this.node) this.news.accessChanged(change)
  }

  private beat(client: Client): void {
    client.query('select 1').then(
      () => this.news.logGrew(),
      () => this.lost(client),
    )
  }

  private lost(client: Client): void {
    if (this.client !== client || this.isClosed) return
    this.client = undefined
    clearInterval(this.heartbeat)
    void client.end().catch(() => undefined)
    this.openLater()
  }

  private openLater(): void {
    this.retry = setTimeout(() => {
      this.open().then(
        () => {
          this.news.missed()
          this.news.logGrew()
        },
        () => this.isClosed || this.openLater(),
      )
    }, reconnectMs)
  }
}
