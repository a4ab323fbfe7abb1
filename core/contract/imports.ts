import { z } from 'zod'
import type { Contract } from './operation.ts'
import { bytes, id, locale, nothing } from './scalars.ts'

export const importPresets = ['hubspot', 'pipedrive', 'salesforce', 'none'] as const
/** What a file tells: customers, branches and contacts (GEN-02), or monthly sales (AIS-01). */
export const importKinds = ['customers', 'sales'] as const
export type ImportKind = (typeof importKinds)[number]
export const importEncodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export const importSeparators = [';', ',', '\t', '|'] as const

/** Column index → target field of `core/imports/{import,sales}-fields.ts`, or `null` for not imported. */
export const columnMapping = z.array(z.string().max(60).nullable()).max(500)

const reading = z.object({
  encoding: z.enum(importEncodings),
  separator: z.enum(importSeparators),
  hasHeader: z.boolean(),
})

export const openedImportSchema = reading.extend({
  importId: id,
  fileName: z.string(),
  preset: z.enum(importPresets),
  /** Column titles: the header, or the column's letter. */
  columns: z.array(z.string()),
  /** First rows, as they will be read. */
  sample: z.array(z.array(z.string())),
  rowCount: z.number().int(),
  mapping: columnMapping,
})
export type OpenedImport = z.infer<typeof openedImportSchema>

export const importProblemSchema = z.object({
  /** Line of the file, from 1. */
  line: z.number().int(),
  severity: z.enum(['refused', 'warning']),
  /** Of the closed union in `core/imports/row-problem.ts`. */
  problem: z.string(),
  field: z.string().nullable(),
  value: z.string(),
})
export type ImportProblem = z.infer<typeof importProblemSchema>

/** Of customers, or of months of sales, which have no contacts. */
export const importResultSchema = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  contacts: z.number().int(),
  /** At most 500, in file order. */
  problems: z.array(importProblemSchema),
  problemCount: z.number().int(),
  /** Stopped by the user: rows before stay, a second run continues without duplicates. */
  cancelled: z.boolean(),
})
export type ImportResult = z.infer<typeof importResultSchema>

const job = {
  kind: 'job',
  input: z.object({
    importId: id,
    mapping: columnMapping,
    /** For customers whose row names none. */
    defaultCountry: z.string().regex(/^[A-Z]{2}$/),
    /** ISO 4217, of the amounts of sales. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('EUR'),
  }),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  output: importResultSchema,
} as const

/** Import from CSV: of customers, branches and contacts (GEN-02), and of monthly sales (AIS-01). */
export const importsContract = {
  'imports.open': {
    kind: 'command',
    input: z.object({
      kind: z.enum(importKinds).default('customers'),
      fileName: z.string().max(255),
      content: bytes,
    }),
    output: openedImportSchema,
  },
  /** Reads the opened file again with other choices. */
  'imports.reread': {
    kind: 'command',
    input: reading.partial().extend({ importId: id }),
    output: openedImportSchema,
  },
  /** Counts what `imports.run` would do, and writes nothing. */
  'imports.dryRun': job,
  /** Cancelled while it writes, it ends after the rows being written and answers with what it did. */
  'imports.run': job,
  /** The refused rows of the last run as CSV, with line and reason. */
  'imports.refusedRows': {
    kind: 'query',
    input: z.object({ importId: id, locale }),
    output: z.object({ fileName: z.string(), content: bytes }),
  },
  'imports.close': { kind: 'command', input: z.object({ importId: id }), output: nothing },
} as const satisfies Contract
