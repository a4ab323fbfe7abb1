import { AppError } from '../../core/contract/app-error.ts'
import type { CustomerFields } from '../../core/contract/customers.ts'
import type { Patch } from '../../core/contract/patch.ts'
import type { PatchOf } from '../../core/crdt/record.ts'
import type { customerRecord } from '../../core/crdt/records/customer-record.ts'
import { requireTimeZone } from '../../core/domain/time/zoned.ts'
import type { Services } from '../app/services.ts'
import { statements } from '../storage/statements.ts'

/** Contract fields as the record keeps them: empty text is absent, salespeople are slots. */
export function toRecordPatch(fields: Patch<CustomerFields>): PatchOf<typeof customerRecord> {
  const { salespersonIds, ...rest } = fields
  const patch: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, value === '' ? null : value]),
  )
  if (salespersonIds)
    for (const slot of [1, 2, 3]) patch[`salesperson${slot}Id`] = salespersonIds[slot - 1] ?? null
  return patch
}

/**
 * @throws AppError `E-TIME-INVALID` for an unknown zone, `E-CUS-CODE-TAKEN` (with the other
 *   customer) when another customer that is not deleted has the code.
 */
export function checkCustomerFields(
  services: Services,
  id: string | null,
  { tz, code }: Patch<CustomerFields>,
): void {
  if (tz) requireTimeZone(tz)
  if (!code) return
  const other = services.db.writer.first(
    statements
      .selectFrom('customer')
      .select(['id', 'name'])
      .where('code', '=', code)
      .where('deleted_at', 'is', null)
      .where('id', '!=', id ?? ''),
  )
  if (other)
    throw new AppError('E-CUS-CODE-TAKEN', 'another customer has this code', {
      code,
      customer: other.id,
      name: other.name,
    })
}
