import { recognise } from './recognise.ts'
import type { SpeechAnswer, SpeechRequest } from './speech-message.ts'

// The process of the local recogniser in the browser shell; the desktop app has one of its own.
process.on('message', (request) => {
  process.send?.(answerOf(request as SpeechRequest))
})
process.on('disconnect', () => process.exit(0))

function answerOf(request: SpeechRequest): SpeechAnswer {
  try {
    return { id: request.id, text: recognise(request) }
  } catch (error) {
    return { id: request.id, failure: String(error) }
  }
}
