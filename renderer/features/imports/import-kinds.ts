import type { importPresets, ImportKind } from '../../../core/contract/imports.ts'
import { importFieldKeys, type ImportFieldKey } from '../../../core/imports/import-fields.ts'
import { salesFieldKeys, type SalesFieldKey } from '../../../core/imports/sales-fields.ts'
import { suggestMapping } from '../../../core/imports/suggest-mapping.ts'
import {
  isSalesMappingComplete,
  suggestSalesMapping,
} from '../../../core/imports/suggest-sales-mapping.ts'

export type FieldKey = ImportFieldKey | SalesFieldKey
/** Column index → field, or `null` for not imported. */
export type FieldMapping = readonly (FieldKey | null)[]
export type ImportPreset = (typeof importPresets)[number]

/** What the wizard needs to know of a kind of file. */
export interface KindOfImport {
  readonly kind: ImportKind
  readonly fields: readonly FieldKey[]
  /** Fields that several columns may fill. */
  readonly repeated: readonly FieldKey[]
  /** Without it there is nothing to import; the sentence about it is `imports.<kind>.incomplete`. */
  isComplete(mapping: FieldMapping): boolean
  /** Whether the same file imported twice changes nothing the second time. */
  isRepeatable(mapping: FieldMapping): boolean
  suggest(titles: readonly string[], preset: ImportPreset): FieldMapping
}

export const kindsOfImport: Readonly<Record<ImportKind, KindOfImport>> = {
  customers: {
    kind: 'customers',
    fields: importFieldKeys,
    repeated: [],
    // A row without a trade name is known by its legal name.
    isComplete: (mapping) => mapping.includes('name') || mapping.includes('legalName'),
    isRepeatable: (mapping) => mapping.includes('externalId'),
    suggest: suggestMapping,
  },
  sales: {
    kind: 'sales',
    fields: salesFieldKeys,
    repeated: ['amountOfTitle'],
    isComplete: (mapping) =>
      isSalesMappingComplete(
        mapping.map((field) => salesFieldKeys.find((key) => key === field) ?? null),
      ),
    isRepeatable: () => true,
    suggest: suggestSalesMapping,
  },
}
