import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Customer, CustomerProfile } from '../../../core/contract/customers.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useConfirm } from '../../ui/use-confirm.ts'
import { useNotify } from '../../ui/use-notify.ts'

type Named = Pick<Customer, 'id' | 'name'>

interface CustomerActions {
  setArchived(customer: Named, archived: boolean): Promise<void>
  /** Asks first; the activities stay readable (CUS-05). */
  remove(profile: CustomerProfile): Promise<void>
  restore(customer: Named): Promise<void>
  /** Puts a branch under another main customer, or makes it a main customer with `null`. */
  move(customer: Customer, parent: Named | null): Promise<void>
}

/** What can be done with a whole customer, each with its way back. */
export function useCustomerActions(): CustomerActions {
  const backend = useBackend()
  const { t } = useI18n()
  const confirm = useConfirm()
  const notify = useNotify()
  const router = useRouter()

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (failure) {
      notify.error(failure)
    }
  }
  const setDeleted = (id: string, deleted: boolean) =>
    backend.call('customers.setDeleted', { id, deleted })
  const show = (id: string) => router.push({ name: 'customer', params: { customerId: id } })

  return {
    setArchived: ({ id, name }, archived) =>
      attempt(async () => {
        await backend.call('customers.setArchived', { id, archived })
        notify.undo(
          t(archived ? 'customers.done.archived' : 'customers.done.unarchived', { name }),
          async () =>
            void (await backend.call('customers.setArchived', { id, archived: !archived })),
        )
      }),

    remove: ({ customer: { id, name, parentId }, branches }) =>
      attempt(async () => {
        const hasBranches = parentId === null && branches.length > 0
        const confirmed = await confirm({
          title: t('customers.remove.title', { name }),
          text: t(hasBranches ? 'customers.remove.textWithBranches' : 'customers.remove.text'),
          confirmLabel: t('customers.remove.confirm'),
          danger: true,
        })
        if (!confirmed) return
        await setDeleted(id, true)
        notify.undo(t('customers.done.removed', { name }), async () => {
          await setDeleted(id, false)
          await show(id)
        })
        await (parentId === null ? router.push({ name: 'customers' }) : show(parentId))
      }),

    restore: ({ id, name }) =>
      attempt(async () => {
        await setDeleted(id, false)
        notify.done(t('customers.done.restored', { name }))
      }),

    move: ({ id, name, parentId }, parent) =>
      attempt(async () => {
        await backend.call('customers.setParent', { id, parentId: parent?.id ?? null })
        notify.undo(
          parent
            ? t('customers.done.moved', { name, parent: parent.name })
            : t('customers.done.detached', { name }),
          async () => void (await backend.call('customers.setParent', { id, parentId })),
        )
      }),
  }
}
