import { z } from 'zod'
import { positionErrors, positionProviders } from '../domain/position/fix.ts'
import type { Contract } from './operation.ts'
import { nothing } from './scalars.ts'

/** Speeds of receivers, the most usual first. */
export const serialBaudRates = [9600, 4800, 38_400, 115_200] as const
export type SerialBaudRate = (typeof serialBaudRates)[number]

/** The receiver that was chosen on this device; `null` for none. */
export const serialChoiceSchema = z
  .object({
    /** `/dev/ttyUSB0`, `COM3`. */
    path: z.string().trim().min(1).max(200),
    baudRate: z.literal(['auto', ...serialBaudRates]),
  })
  .nullable()
export type SerialChoice = z.infer<typeof serialChoiceSchema>

/** Whether a source can be used now. */
export const probedSourceSchema = z.object({
  provider: z.enum(positionProviders),
  device: z.string().nullable(),
  available: z.boolean(),
  error: z.enum(positionErrors).nullable(),
  /** One English sentence, for whoever looks for the cause. */
  detail: z.string(),
})
export type ProbedSource = z.infer<typeof probedSourceSchema>

/** What a receiver says at this moment, without where it is (GPS-18). */
export const receiverViewSchema = z.object({
  hasFix: z.boolean(),
  satellites: z.number().int().nullable(),
  hdop: z.number().nullable(),
  /** 95 %, in metres. */
  accuracyM: z.number().nullable(),
  /** How old the last position is, in ms; `null` before the first. */
  ageMs: z.number().nullable(),
  /** Why there is no position, by the receiver's last word. */
  error: z.enum(positionErrors).nullable(),
  detail: z.string().nullable(),
})
export type ReceiverView = z.infer<typeof receiverViewSchema>

export const positionsContract = {
  /** The serial ports that a receiver may be at, and the one that was chosen. */
  'positions.ports': {
    kind: 'query',
    input: nothing,
    output: z.object({
      ports: z.array(z.object({ path: z.string(), name: z.string().nullable() })),
      chosen: serialChoiceSchema,
    }),
  },
  'positions.choosePort': {
    kind: 'command',
    input: z.object({ serial: serialChoiceSchema }),
    output: nothing,
  },
  /** Asks all sources of this device, in the order in which a capture does (GPS-14). */
  'positions.probe': { kind: 'query', input: nothing, output: z.array(probedSourceSchema) },
  /** What one source says, until nobody looks any more. The position itself is not told. */
  'positions.view': {
    kind: 'job',
    input: z.object({ provider: z.enum(positionProviders) }),
    progress: receiverViewSchema,
    output: nothing,
  },
} as const satisfies Contract
