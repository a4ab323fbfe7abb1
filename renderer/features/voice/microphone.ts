import processorUrl from './capture-processor.ts?worker&url'
import { speechRate } from './encode-wav.ts'
import { type Listening, type Microphone, MicrophoneError, problemOf } from './microphone-error.ts'

/**
 * Listens until it is closed. A chosen microphone that is not there is replaced by the usual one.
 *
 * @throws MicrophoneError
 */
export async function openMicrophone({ deviceId, heard, lost }: Listening): Promise<Microphone> {
  const stream = await openStream(deviceId)
  const context = new AudioContext({ sampleRate: speechRate })
  const [track] = stream.getAudioTracks()
  let isClosed = false
  const close = (): void => {
    if (isClosed) return
    isClosed = true
    for (const each of stream.getTracks()) each.stop()
    void context.close()
  }
  try {
    await context.audioWorklet.addModule(processorUrl)
  } catch {
    close()
    throw new MicrophoneError('unsupported')
  }
  const capture = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 })
  capture.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
    if (!isClosed) heard(data)
  }
  context.createMediaStreamSource(stream).connect(capture)
  track?.addEventListener('ended', () => {
    if (isClosed) return
    close()
    lost()
  })
  return { deviceId: track?.getSettings().deviceId ?? '', close }
}

async function openStream(deviceId: string | undefined): Promise<MediaStream> {
  // Absent where the page is not from a safe origin.
  const media = navigator.mediaDevices as MediaDevices | undefined
  if (!media) throw new MicrophoneError('unsupported')
  const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true }
  try {
    return await media.getUserMedia({
      audio: deviceId === undefined ? audio : { ...audio, deviceId: { ideal: deviceId } },
    })
  } catch (error) {
    throw new MicrophoneError(problemOf(error))
  }
}

export interface ListedMicrophone {
  readonly id: string
  /** Empty until somebody has allowed a microphone. */
  readonly name: string
}

/** The microphones of this machine; none where the page may not ask. */
export async function listMicrophones(): Promise<ListedMicrophone[]> {
  const media = navigator.mediaDevices as MediaDevices | undefined
  const devices = (await media?.enumerateDevices().catch(() => [])) ?? []
  return devices
    .filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }))
}
