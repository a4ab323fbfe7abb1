import type { salesContract } from '../../core/contract/sales.ts'
import { salesRefusal } from '../../core/domain/permissions/sales-permission.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { actingPerson, rightsTables } from '../permissions/acting-person.ts'
import { toldRefusal } from '../permissions/record-rights.ts'
import { requireSalesRight } from '../sales/require-sales-right.ts'
import { customerSales } from '../sales/customer-sales.ts'
import { undoSalesImport } from '../sales/undo-import.ts'

export function salesHandlers(services: Services): Handlers<typeof salesContract, RequestContext> {
  const { db, live } = services
  return {
    'sales.watch': ({ customerId, branches }, emit, context) =>
      live.subscribe(
        {
          key: `sales.watch ${customerId} ${branches} ${context.as ?? ''}`,
          tables: ['sales', 'customer', 'organisation', ...rightsTables],
          run: () => ({
            ...customerSales(services, customerId, branches),
            may: {
              import: toldRefusal(services, salesRefusal(actingPerson(services, context)), []),
            },
          }),
        },
        emit,
      ),

    'sales.imports': () =>
      db.reader
        .prepared(
          `select i.id, i.at, i.file_name as fileName, count(*) as months
           from sales_import as i join sales_import_change as c on c.import_id = i.id
           group by i.id order by i.at desc, i.id desc limit 50`,
        )
        .all() as { id: string; at: number; fileName: string; months: number }[],

    'sales.undoImport': ({ id }, context) => {
      requireSalesRight(services, context)
      return undoSalesImport(services, id, authorOf(services, context))
    },
  }
}
