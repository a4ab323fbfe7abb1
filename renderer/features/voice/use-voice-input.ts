import {
  computed,
  shallowRef,
  type ComputedRef,
  type ShallowRef,
  type WritableComputedRef,
} from 'vue'
import { useI18n } from 'vue-i18n'
import type { Locale } from '../../../core/contract/scalars.ts'
import type { SpeechEngine } from '../../../core/contract/speech.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'
import { useDevicePreference } from '../../data/use-preferences.ts'
import { listMicrophones, openMicrophone, type ListedMicrophone } from './microphone.ts'
import { useVoice, type Voice } from './use-voice.ts'

export interface VoiceInput {
  readonly voice: Voice
  /** What turns speech into text; `undefined` until it is known. */
  readonly engine: ComputedRef<SpeechEngine['engine'] | undefined>
  /** Known by name once somebody has allowed one of them. */
  readonly microphones: Readonly<ShallowRef<readonly ListedMicrophone[]>>
  /** The chosen one; empty for the system's usual one. */
  readonly microphoneId: WritableComputedRef<string>
  /** Every pause becomes text, and listening goes on. */
  readonly isContinuous: WritableComputedRef<boolean>
  listMicrophones(this: void): Promise<void>
}

/**
 * Words by voice, with what is remembered of it on this device.
 *
 * @param hint words that are likely: the question and its options
 * @param understood gets what was said
 */
export function useVoiceInput(hint: () => string, understood: (text: string) => void): VoiceInput {
  const { locale } = useI18n()
  const backend = useBackend()
  const { data: speech } = useLiveQuery('speech.watch', () => ({}))
  const microphoneId = useDevicePreference('voice.microphone', '')
  const isContinuous = useDevicePreference('voice.continuous', false)
  const microphones = shallowRef<readonly ListedMicrophone[]>([])

  const voice = useVoice({
    openMicrophone,
    understood,
    deviceId: () => microphoneId.value || undefined,
    isContinuous: () => isContinuous.value,
    transcribe: (audio, signal) =>
      backend.run(
        'speech.transcribe',
        { audio, locale: locale.value as Locale, hint: hint().slice(0, 500) },
        { signal },
      ),
  })

  return {
    voice,
    engine: computed(() => speech.value?.engine),
    microphones,
    microphoneId,
    isContinuous,
    async listMicrophones() {
      microphones.value = await listMicrophones()
    },
  }
}
