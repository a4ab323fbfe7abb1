import { z } from 'zod'
import type { Contract } from './operation.ts'
import { refusalSchema } from './permissions.ts'
import { id, instant } from './scalars.ts'

/** A month as `YYYY-MM`. */
export const salesPeriod = z.string().regex(/^\d{4}-\d{2}$/)

export const monthlySalesSchema = z.object({
  period: salesPeriod,
  /** In the currency's smallest unit. */
  amountMinor: z.number().int(),
  /** `null` where no month says how many. */
  orders: z.number().int().nullable(),
})

export const customerSalesSchema = z.object({
  /** ISO 4217; of several the one with the most months. `null` without any sales. */
  currency: z.string().nullable(),
  /** The current month where the workspace is. */
  current: salesPeriod,
  /** Of the last 24 months with the current one, the oldest first; months without sales are missing. */
  months: z.array(monthlySalesSchema),
  /** Months that are left out, because they are in another currency. */
  otherCurrencies: z.number().int(),
  may: z.object({ import: refusalSchema.nullable() }),
})
export type CustomerSales = z.infer<typeof customerSalesSchema>

export const salesImportSchema = z.object({
  id,
  at: instant,
  fileName: z.string(),
  months: z.number().int(),
})

export const salesContract = {
  /** Monthly sales of a customer, with its branches or without. */
  'sales.watch': {
    kind: 'stream',
    input: z.object({ customerId: id, branches: z.boolean() }),
    output: customerSalesSchema,
  },
  /** Imports of this device that can be taken back, the last one first. */
  'sales.imports': { kind: 'query', input: z.object({}), output: z.array(salesImportSchema) },
  /** Takes back what an import wrote, where nobody changed it since. */
  'sales.undoImport': {
    kind: 'command',
    input: z.object({ id }),
    output: z.object({
      restored: z.number().int(),
      /** Months that say something else by now, and stay. */
      kept: z.number().int(),
    }),
  },
} as const satisfies Contract
