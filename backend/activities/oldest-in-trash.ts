import { dayMs } from '../../core/domain/time/instant.ts'
import { organisation, type Services } from '../app/services.ts'

/** What was deleted after this (UTC ms) can still be restored (ACT-10). */
export function oldestInTrash(services: Services): number {
  return services.now() - organisation(services).trashDays * dayMs
}
