import type { importsContract, ImportResult } from '../../core/contract/imports.ts'
import { type ColumnMapping, importFieldKeys } from '../../core/imports/import-fields.ts'
import { salesFieldKeys } from '../../core/imports/sales-fields.ts'
import type { Handlers, JobControl } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { describeSession, ImportSessions } from '../imports/import-session.ts'
import { planImport } from '../imports/plan-import.ts'
import { writeRefusedRows } from '../imports/read/write-refused-rows.ts'
import { refusedRowsWording } from '../imports/refused-rows-wording.ts'
import { runImport } from '../imports/run-import.ts'
import { planSales } from '../imports/plan-sales.ts'
import { runSales } from '../imports/run-sales.ts'
import { requireSalesRight } from '../sales/require-sales-right.ts'

interface JobInput {
  readonly importId: string
  readonly mapping: readonly (string | null)[]
  readonly defaultCountry: string
  readonly currency: string
}

export function importsHandlers(
  services: Services,
): Handlers<typeof importsContract, RequestContext> {
  const sessions = new ImportSessions()

  /** Reading is the first half of the progress, writing the second; a dry run writes nothing. */
  async function run(
    { importId, mapping, defaultCountry, currency }: JobInput,
    { progress, signal }: JobControl<{ done: number; total: number }>,
    context: RequestContext,
    dry: boolean,
  ): Promise<ImportResult> {
    const author = authorOf(services, context)
    const session = sessions.require(importId)
    const total = session.rowCount
    const onRead = (rows: number): void => progress({ done: rows, total: total * 2 })
    const options = {
      author,
      dry,
      progress: (rows: number) => progress({ done: total + rows, total: total * 2 }),
      signal,
    }
    if (session.kind === 'sales') {
      requireSalesRight(services, context)
      const fields = mapping.map((field) => salesFieldKeys.find((key) => key === field) ?? null)
      const choices = { mapping: fields, currency }
      const plan = await planSales(services, session, choices, onRead, signal)
      session.refused = plan.refused
      const { fileName } = session
      return runSales(services, plan, { ...options, importId, fileName })
    }
    const choices = { mapping: knownFields(mapping), defaultCountry }
    const plan = await planImport(services, session, choices, onRead, signal)
    session.refused = plan.refused
    return runImport(services, plan, options)
  }

  return {
    'imports.open': async ({ kind, fileName, content }) =>
      describeSession(await sessions.open(services.newId(), kind, fileName, content)),
    'imports.reread': async ({ importId, ...choice }) =>
      describeSession(await sessions.reread(importId, choice)),
    'imports.dryRun': (input, job, context) => run(input, job, context, true),
    'imports.run': (input, job, context) => run(input, job, context, false),
    'imports.refusedRows': ({ importId, locale }) => {
      const { refused, columns, dialect, fileName } = sessions.require(importId)
      const wording = refusedRowsWording(locale)
      const suffix = locale === 'fr' ? 'lignes refusées' : 'refused rows'
      return {
        fileName: `${fileName.replace(/\.[^.]*$/, '')} – ${suffix}.csv`,
        content: writeRefusedRows(refused, columns, dialect.separator, wording),
      }
    },
    'imports.close': ({ importId }) => {
      sessions.close(importId)
      return {}
    },
  }
}

/** A field this version does not know is not imported. */
function knownFields(mapping: readonly (string | null)[]): ColumnMapping {
  return mapping.map((field) => importFieldKeys.find((key) => key === field) ?? null)
}
