import { z } from 'zod'

/** UUIDv7 minted on a device, or the fixed id of a built-in record. */
export const id = z.string().min(1).max(64)

/** UTC milliseconds since the epoch; years 1970 to 2200. */
export const instant = z.number().int().min(0).max(7_258_118_400_000)

/** IANA zone name such as `Europe/Paris`; handlers refuse names the zone data does not know. */
export const timeZone = z.string().min(1).max(64)

/** Local calendar day, `YYYY-MM-DD`. */
export const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

export const locale = z.enum(['fr', 'en'])
export type Locale = z.infer<typeof locale>

export const color = z.string().regex(/^#[0-9A-Fa-f]{6}$/)

/** Lower-case SHA-256 of a file's content. */
export const fileHash = z.string().regex(/^[0-9a-f]{64}$/)

export const bytes = z.instanceof(Uint8Array) as z.ZodType<Uint8Array>

/** Text in both languages of the interface; either may be missing, never both. */
export const localisedText = z
  .object({ fr: z.string().max(200).optional(), en: z.string().max(200).optional() })
  .refine((text) => Boolean(text.fr ?? text.en), 'at least one language')
export type LocalisedText = z.infer<typeof localisedText>

/** One operation of a rich-text delta: a string or an embed with attributes. */
export const deltaOp = z.object({
  insert: z.union([z.string(), z.record(z.string(), z.unknown())]),
  attributes: z.record(z.string(), z.unknown()).optional(),
})
export type DeltaOp = z.infer<typeof deltaOp>
/** Rich text as Quill's delta; unknown marks are dropped by `core/richtext/sanitise-delta.ts`. */
export const richText = z.array(deltaOp).max(20_000)

/** What a note or a file hangs on. */
export const parentRef = z.object({ kind: z.enum(['activity', 'customer', 'note', 'report']), id })
export type ParentRef = z.infer<typeof parentRef>

export const nothing = z.object({})
