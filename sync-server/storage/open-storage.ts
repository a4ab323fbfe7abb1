import { AppError } from '../../core/contract/app-error.ts'
import { openPostgresStorage } from './postgres-storage.ts'
import { openSqliteStorage, type Storage, type StorageOptions } from './storage.ts'

export interface ChosenStorageOptions extends StorageOptions {
  /** `postgres://…`; without one the storage is a file in the data folder. */
  readonly storeUrl?: string | undefined
}

/**
 * Opens the storage that was chosen.
 *
 * @throws AppError `INVALID_INPUT` for another kind of URL; as `openSqliteStorage` and
 *   `openPostgresStorage`
 */
export async function openStorage(options: ChosenStorageOptions): Promise<Storage> {
  const { storeUrl: url, ...rest } = options
  if (url === undefined) return openSqliteStorage(rest)
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new AppError('INVALID_INPUT', 'a store is postgres://user:password@host/database')
  return openPostgresStorage({ url, newId: rest.newId })
}
