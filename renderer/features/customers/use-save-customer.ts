import { ref, type Ref } from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { Customer, GeoPoint } from '../../../core/contract/customers.ts'
import { type BackendClient, useBackend } from '../../data/use-backend.ts'
import { type CustomerForm, fieldsOf, patchOf } from './customer-form.ts'
import type { CoordinatesReading } from './read-coordinates.ts'

interface Target {
  /** The customer that is edited; without it one is made. */
  customer: Customer | undefined
  parentId: string | undefined
}

interface Saved {
  id: string
  /** The fields are saved and the position was refused. */
  locationFailure?: AppError
}

interface SaveCustomer {
  saving: Ref<boolean>
  /** Saves fields, then position; gives what was saved, or why nothing was. */
  save(
    this: void,
    form: CustomerForm,
    coordinates: CoordinatesReading,
    target: Target,
  ): Promise<Saved | AppError>
}

export function useSaveCustomer(): SaveCustomer {
  const backend = useBackend()
  const saving = ref(false)
  return {
    saving,
    async save(form, coordinates, target) {
      saving.value = true
      try {
        const id = await saveFields(backend, form, target)
        const location = changedLocation(target.customer, form, coordinates)
        if (location === undefined) return { id }
        return await backend.call('customers.setLocation', { id, location }).then(
          () => ({ id }),
          (locationFailure: AppError) => ({ id, locationFailure }),
        )
      } catch (failure) {
        return failure as AppError
      } finally {
        saving.value = false
      }
    },
  }
}

async function saveFields(
  backend: BackendClient,
  form: CustomerForm,
  { customer, parentId }: Target,
): Promise<string> {
  if (!customer) {
    const input = { parentId: parentId ?? null, fields: fieldsOf(form) }
    return (await backend.call('customers.create', input)).id
  }
  const patch = patchOf(customer, form)
  if (Object.keys(patch).length > 0)
    await backend.call('customers.update', { id: customer.id, patch })
  return customer.id
}

type NewLocation = Pick<GeoPoint, 'lat' | 'lon' | 'quality' | 'source'>

/** `undefined` when the position stays as it is, `null` when it is taken away. */
function changedLocation(
  customer: Customer | undefined,
  form: CustomerForm,
  coordinates: CoordinatesReading,
): NewLocation | null | undefined {
  const before = customer?.location ?? null
  if (coordinates.state === 'empty') return before === null ? undefined : null
  if (coordinates.state === 'invalid') return undefined
  const { lat, lon, source } = coordinates
  const { quality } = form
  const same = before?.lat === lat && before.lon === lon && before.quality === quality
  return same ? undefined : { lat, lon, quality, source }
}
