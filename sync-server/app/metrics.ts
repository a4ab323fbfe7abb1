import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { AppError } from '../../core/contract/app-error.ts'
import type { IngestObserver } from '../ingest/ingest.ts'

/** What the server counts, in the names of Prometheus. */
export class Metrics implements IngestObserver {
  readonly register = new Registry()
  private readonly registers = [this.register]
  private readonly pushes = new Counter({
    name: 'wiseparts_pushes_total',
    help: 'Pushes answered',
    registers: this.registers,
  })
  private readonly updates = new Counter({
    name: 'wiseparts_updates_total',
    help: 'Updates by what became of them',
    labelNames: ['result'],
    registers: this.registers,
  })
  private readonly bytes = new Counter({
    name: 'wiseparts_update_bytes_total',
    help: 'Bytes of updates by what became of them',
    labelNames: ['result'],
    registers: this.registers,
  })
  private readonly appends = new Histogram({
    name: 'wiseparts_append_seconds',
    help: 'Duration of a transaction of the log',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    registers: this.registers,
  })
  private readonly requests = new Counter({
    name: 'wiseparts_http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'path', 'status'],
    registers: this.registers,
  })
  private readonly contents = new Counter({
    name: 'wiseparts_blobs_total',
    help: 'Contents of files received whole',
    registers: this.registers,
  })
  private readonly contentBytes = new Counter({
    name: 'wiseparts_blob_bytes_total',
    help: 'Bytes of contents received whole',
    registers: this.registers,
  })
  private readonly onStorage: (works: boolean) => void

  constructor(onStorage: (works: boolean) => void) {
    this.onStorage = onStorage
  }

  /** A value that is asked for when the metrics are. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: this.registers,
      async collect() {
        this.set(await read())
      },
    })
  }

  answered: IngestObserver['answered'] = (updates, results) => {
    this.pushes.inc()
    for (const [index, result] of results.entries()) {
      const label = { result: 'refusal' in result ? result.refusal : 'accepted' }
      this.updates.inc(label)
      this.bytes.inc(label, updates[index]!.update.length)
    }
  }

  appended(durationS: number): void {
    this.onStorage(true)
    this.appends.observe(durationS)
  }

  failed(error: unknown): void {
    // A database that could not be reached is asked again whenever somebody wants to know.
    if (!(error instanceof AppError && error.code === 'E-DB-LOCKED')) this.onStorage(false)
  }

  contentStored(bytes: number): void {
    this.contents.inc()
    this.contentBytes.inc(bytes)
  }

  requested(method: string, path: string, status: number): void {
    this.requests.inc({ method, path, status })
  }
}
