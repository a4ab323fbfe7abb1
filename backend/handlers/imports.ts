import type { importsContract, ImportResult } from '../../core/contract/imports.ts'
import { type ColumnMapping, importFieldKeys } from '../../core/imports/import-fields.ts'
import type { Handlers, JobControl } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { describeSession, ImportSessions } from '../imports/import-session.ts'
import { planImport } from '../imports/plan-import.ts'
import { writeRefusedRows } from '../imports/read/write-refused-rows.ts'
import { refusedRowsWording } from '../imports/refused-rows-wording.ts'
import { runImport } from '../imports/run-import.ts'

interface JobInput {
  readonly importId: string
  readonly mapping: readonly (string | null)[]
  readonly defaultCountry: string
}

export function importsHandlers(
  services: Services,
): Handlers<typeof importsContract, RequestContext> {
  const sessions = new ImportSessions()

  /** Reading is the first half of the progress, writing the second; a dry run writes nothing. */
  async function run(
    { importId, mapping, defaultCountry }: JobInput,
    { progress, signal }: JobControl<{ done: number; total: number }>,
    context: RequestContext,
    dry: boolean,
  ): Promise<ImportResult> {
    const author = authorOf(services, context)
    const session = sessions.require(importId)
    const total = session.rowCount
    const choices = { mapping: knownFields(mapping), defaultCountry }
    const plan = await planImport(
      services,
      session,
      choices,
      (rows) => progress({ done: rows, total: total * 2 }),
      signal,
    )
    session.refused = plan.refused
    return runImport(services, plan, {
      author,
      dry,
      progress: (rows) => progress({ done: total + rows, total: total * 2 }),
      signal,
    })
  }

  return {
    'imports.open': async ({ fileName, content }) =>
      describeSession(await sessions.open(services.newId(), fileName, content)),
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
