// The thread of `reading-thread.ts`. It imports next to nothing, so that it starts fast.
import { parentPort, workerData } from 'node:worker_threads'
import { connectReader } from '../../sqlite/connect.ts'
import type { ReadingAnswer, ReadingQuestion, ReadingWorkerData } from './reading-thread.ts'

const { file } = workerData as ReadingWorkerData
const database = connectReader(file)

parentPort!.on('message', (question: ReadingQuestion) => {
  void answer(question).then((said) => parentPort!.postMessage(said))
})

async function answer(question: ReadingQuestion): Promise<ReadingAnswer> {
  const { id } = question
  try {
    if ('sources' in question) {
      const { summarise } = await import('../../core/domain/summary/summarise.ts')
      return { id, summary: summarise(question.sources) }
    }
    return { id, rows: database.prepare<unknown[]>(question.sql).all(...question.parameters) }
  } catch (error) {
    // A clone of an error loses its code.
    const { code, message } = error as { code?: unknown; message?: unknown }
    return { id, failure: { code: String(code), message: String(message) } }
  }
}
