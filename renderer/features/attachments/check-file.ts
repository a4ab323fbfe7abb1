import { AppError } from '../../../core/contract/app-error.ts'
import { isBlockedFileName } from '../../../core/domain/attachments/blocked-file-types.ts'

/**
 * Why a file cannot be attached, by what is known of it without reading it: a film of 2 GB is refused
 * at once. The backend checks again, and the content too.
 */
export function refusalOf(
  file: { readonly name: string; readonly size: number },
  maxBytes: number,
): AppError | undefined {
  const { name, size } = file
  if (size === 0) return new AppError('E-ATT-EMPTY', 'an empty file', { name })
  if (size > maxBytes)
    return new AppError('E-ATT-TOO-LARGE', 'too large', { name, size, max: maxBytes })
  if (isBlockedFileName(name)) return new AppError('E-ATT-TYPE', 'executable', { name })
  return undefined
}
