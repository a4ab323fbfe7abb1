import { answerSpeech } from '../../backend/assistant/recognise.ts'
import type { SpeechRequest } from '../../backend/assistant/speech-message.ts'

// The process of the local recogniser: a file that is no model ends it, and nothing else.
process.parentPort.on('message', ({ data }) => {
  process.parentPort.postMessage(answerSpeech(data as SpeechRequest))
})
