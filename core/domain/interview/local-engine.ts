import type { Engine } from '../assistant/ai-error.ts'

/** The rules of this app, as a report names them (AIR-13). */
export const localEngine: Engine = { kind: 'local', model: null, version: '1' }
