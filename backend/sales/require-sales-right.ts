import { salesRefusal } from '../../core/domain/permissions/sales-permission.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'
import { actingPerson } from '../permissions/acting-person.ts'
import { refused } from '../permissions/record-rights.ts'

/** @throws AppError `E-PRM` for those who may not import sales */
export function requireSalesRight(services: Services, context: RequestContext): void {
  const reason = salesRefusal(actingPerson(services, context))
  if (reason) throw refused(services, reason, [])
}
