import { z } from 'zod'
import type { FixQuality } from '../fix.ts'

/** Numbers that gpsd could not compute are left out; some versions wrote them as text. */
const known = z.number().optional().catch(undefined)
const text = z.string().optional().catch(undefined)

const shapes = {
  VERSION: z.object({ class: z.literal('VERSION'), release: z.string().catch('') }),
  DEVICES: z.object({
    class: z.literal('DEVICES'),
    devices: z.array(z.object({ path: z.string() })).catch([]),
  }),
  DEVICE: z.object({ class: z.literal('DEVICE'), path: text, activated: known }),
  TPV: z.object({
    class: z.literal('TPV'),
    device: text,
    mode: z.number().catch(0),
    status: known,
    time: text,
    lat: known,
    lon: known,
    eph: known,
    epx: known,
    epy: known,
    speed: known,
  }),
  SKY: z.object({
    class: z.literal('SKY'),
    device: text,
    hdop: known,
    uSat: known,
    satellites: z
      .array(z.object({ used: z.boolean().catch(false) }))
      .optional()
      .catch(undefined),
  }),
  ERROR: z.object({ class: z.literal('ERROR'), message: z.string().catch('') }),
} as const

const message = z.discriminatedUnion('class', [
  shapes.VERSION,
  shapes.DEVICES,
  shapes.DEVICE,
  shapes.TPV,
  shapes.SKY,
  shapes.ERROR,
])

/** A message of gpsd that we listen to. Fields as in gpsd_json(5). */
export type GpsdMessage = z.infer<typeof message>
export type GpsdPosition = z.infer<typeof shapes.TPV>
export type GpsdSky = z.infer<typeof shapes.SKY>

/**
 * Reads one line of gpsd's protocol 3.
 *
 * @returns `null` for messages of other classes and for lines that are no message
 */
export function readGpsdMessage(line: string): GpsdMessage | null {
  try {
    return message.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

/** TPV's `status`; gpsd leaves it out for an ordinary fix. */
const qualities: readonly FixQuality[] = [
  'gnss',
  'gnss',
  'dgnss',
  'rtk',
  'rtk-float',
  'estimated',
  'estimated',
  'manual',
  'simulated',
  'pps',
]

/** How gpsd says that a position was computed. */
export function gpsdQuality(status: number | undefined): FixQuality {
  return status === undefined ? 'gnss' : (qualities[status] ?? 'unknown')
}
