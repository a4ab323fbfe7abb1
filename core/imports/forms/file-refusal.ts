import { AppError } from '../../contract/app-error.ts'

/** Why a file is not read as a form, in `details.reason` of `E-FRM-FILE`. */
export const fileRefusals = [
  'empty',
  'tooLarge',
  'damaged',
  'encrypted',
  /** A workbook of Excel before 2007, or one with a password. */
  'xls',
  /** Neither a form in JSON nor a table. */
  'format',
  /** No sheet « survey » with the columns `type` and `name`. */
  'noHeader',
  /** Nothing in it that a form could ask. */
  'noQuestions',
] as const
export type FileRefusal = (typeof fileRefusals)[number]

/** @param what of the file is wrong, as the file has it */
export function fileRefusal(reason: FileRefusal, what?: string): AppError {
  return new AppError('E-FRM-FILE', `not a form: ${reason}`, {
    ...{ reason },
    ...(what !== undefined && { what }),
  })
}
