import { AppError } from '../../core/contract/app-error.ts'

/** Why a file is not read as a form, in `details.reason` of `E-FRM-FILE`. */
export type FileRefusal =
  | 'empty'
  | 'tooLarge'
  | 'damaged'
  | 'encrypted'
  /** A workbook of Excel before 2007, or one with a password. */
  | 'xls'
  /** Neither JSON nor a sheet. */
  | 'format'

export function fileRefusal(reason: FileRefusal, where?: string): AppError {
  return new AppError('E-FRM-FILE', `not a form: ${reason}`, {
    ...{ reason },
    ...(where !== undefined && { where }),
  })
}
