import type * as Y from 'yjs'
import { z } from 'zod'
import { instant } from '../contract/scalars.ts'
import { json } from './coerce.ts'

/**
 * In the document of a main customer: monthly sales of it and its branches, one plain value under each
 * `<customerId>/<YYYY-MM>`, so that two who import never lose each other's months.
 */
export const salesRoot = 'sales'

export const storedSaleSchema = z.object({
  /** In the currency's smallest unit; a credit is negative. */
  amountMinor: z.number().int().min(-1e15).max(1e15),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  orders: z.number().int().min(0).max(1e9).nullable(),
  by: z.string().max(64),
  at: instant,
})
export type StoredSale = z.infer<typeof storedSaleSchema>

const sale = json(storedSaleSchema)
const keyPattern = /^([\w-]{1,64})\/(\d{4}-(?:0[1-9]|1[0-2]))$/

/** @param period `YYYY-MM` */
export function saleKey(customerId: string, period: string): string {
  return `${customerId}/${period}`
}

/** What a key means; `null` for one of a newer version. */
export function readSaleKey(key: string): { customerId: string; period: string } | null {
  const [, customerId, period] = keyPattern.exec(key) ?? []
  return customerId !== undefined && period !== undefined ? { customerId, period } : null
}

/** `null` where there is none, or a value that this version does not understand. */
export function readSale(doc: Y.Doc, key: string): StoredSale | null {
  return sale(doc.getMap(salesRoot).get(key))
}
