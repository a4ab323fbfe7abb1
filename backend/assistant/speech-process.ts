import { answerSpeech } from './recognise.ts'
import type { SpeechRequest } from './speech-message.ts'

// The process of the local recogniser in the browser shell; the desktop app has one of its own.
process.on('message', (request) => {
  process.send?.(answerSpeech(request as SpeechRequest))
})
process.on('disconnect', () => process.exit(0))
