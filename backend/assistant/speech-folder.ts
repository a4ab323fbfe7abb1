import type { LocalState } from '../app/local-state.ts'

/** Of this device: a model is far larger than what is shared. */
export const speechFolderKey = 'speech.folder'

/** Where the folder of a local speech model is; `null` where none was chosen. */
export function speechFolder(local: LocalState): string | null {
  const folder = local.devicePreferences()[speechFolderKey]
  return typeof folder === 'string' && folder !== '' ? folder : null
}
