/** Loudness below full scale, in dB. */
const quietest = -90
/** How much louder than the room somebody has to be to count as speaking, in dB. */
const speechAboveRoom = 12
/** Quieter than this is never speech, in dB: a muted microphone hears its own noise. */
const leastSpeech = -50
/** How fast the room's loudness is taken to rise, in dB a second: a fan that was switched on. */
const roomRise = 3

export interface SilenceGate {
  /**
   * @param loudness of the last stretch, in dB below full scale
   * @param durationMs of that stretch
   * @returns whether what was said is over
   */
  hear(loudness: number, durationMs: number): boolean
}

/**
 * Tells when somebody has stopped speaking: after `pauseMs` of silence that follows at least `speechMs`
 * of speech. The room counts as loud as its quietest moments, so that a steady noise is not speech.
 */
export function createSilenceGate({ pauseMs = 1200, speechMs = 200 } = {}): SilenceGate {
  let room: number | undefined
  let spokenMs = 0
  let silentMs = 0
  return {
    hear(loudness, durationMs) {
      room ??= loudness
      const isSpeech = loudness > Math.max(room + speechAboveRoom, leastSpeech)
      if (isSpeech) {
        spokenMs += durationMs
        silentMs = 0
      } else silentMs += durationMs
      const risen = room + (roomRise * durationMs) / 1000
      room = Math.max(quietest, Math.min(loudness, risen))
      if (silentMs < pauseMs) return false
      const isOver = spokenMs >= speechMs
      if (isOver) spokenMs = silentMs = 0
      return isOver
    },
  }
}

/** Root mean square of samples from -1 to 1, in dB below full scale; -90 for silence. */
export function loudnessOf(samples: Float32Array): number {
  if (samples.length === 0) return quietest
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const rms = Math.sqrt(sum / samples.length)
  return rms > 0 ? Math.max(quietest, 20 * Math.log10(rms)) : quietest
}
