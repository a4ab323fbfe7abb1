import { onTestFinished } from 'vitest'
import {
  type ScriptedAnswer,
  type ScriptedServer,
  startScriptedServer,
} from './scripted-model-server.ts'

/** A scripted server that is closed after the test. */
export async function serverOfTest(...script: ScriptedAnswer[]): Promise<ScriptedServer> {
  const server = await startScriptedServer(...script)
  onTestFinished(server.close)
  return server
}
