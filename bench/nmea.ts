import { NmeaReader } from '../core/domain/position/nmea/nmea-reader.ts'
import { second, sentence } from '../core/domain/position/nmea/sample-sentences.ts'
import { p50, takeTurns } from './measure.ts'
import type { Bench } from './run.ts'

const seconds = 40_000
const rounds = 10
/** As a serial port delivers: what came in a few milliseconds. */
const chunkSize = 64

/**
 * Sentences of a receiver, from characters to moments, in pieces as a port delivers them; all are of
 * kinds that are read to the last field. Against the least that anybody has to do: cutting the same
 * text into lines and lines into fields, without checking or understanding anything.
 */
export const nmea: Bench = async (report) => {
  const text = recording()
  const sentences = text.split('\n').length - 1
  const times = await takeTurns(
    {
      read: () =>
        timed(() => {
          const reader = new NmeaReader()
          let told = 0
          for (let at = 0; at < text.length; at += chunkSize)
            told += reader.read(text.slice(at, at + chunkSize)).length
          if (told !== seconds - 1) throw new Error(`${told} moments instead of ${seconds - 1}`)
        }),
      split: () => timed(() => text.split('\r\n').forEach((line) => void line.split(','))),
    },
    { rounds },
  )
  const [read, split] = [p50(times.read), p50(times.split)]
  report({
    metric: 'sentences read by one core',
    value: sentences / (read / 1000),
    unit: 'sentences/s',
    against: `cutting them into fields ${Math.round(sentences / (split / 1000))} sentences/s`,
    ratio: read / split,
  })
}

function recording(): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return Array.from({ length: seconds }, (_, at) => {
    const time = `${two(Math.floor(at / 3600))}${two(Math.floor(at / 60) % 60)}${two(at % 60)}.00`
    const errors = sentence(`GPGST,${time},1.0,,,,3.0,4.0,5.0`)
    const short = sentence(`GPGLL,4830.0000,N,00215.0000,E,${time},A,A`)
    return [...second(time), errors, short].join('')
  }).join('')
}

/** Processor time, of this one thread: what else runs here does not count. */
function timed(work: () => void): Promise<number> {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return Promise.resolve((user + system) / 1000)
}
