// The thread of `reading-thread.ts`. It imports next to nothing, so that it starts fast.
import { parentPort, workerData } from 'node:worker_threads'
import { connectReader } from '../../sqlite/connect.ts'
import type { ReadingAnswer, ReadingQuestion, ReadingWorkerData } from './reading-thread.ts'

const { file } = workerData as ReadingWorkerData
const database = connectReader(file)

parentPort!.on('message', (question: ReadingQuestion) => parentPort!.postMessage(answer(question)))

function answer({ id, sql, parameters }: ReadingQuestion): ReadingAnswer {
  try {
    return { id, rows: database.prepare<unknown[]>(sql).all(...parameters) }
  } catch (error) {
    // A clone of an error loses its code.
    const { code, message } = error as { code?: unknown; message?: unknown }
    return { id, failure: { code: String(code), message: String(message) } }
  }
}
