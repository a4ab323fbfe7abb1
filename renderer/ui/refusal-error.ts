import { AppError } from '../../core/contract/app-error.ts'
import type { Refusal } from '../../core/contract/permissions.ts'

/** A refusal that was told beforehand, as the backend would answer the attempt. */
export const refusalError = (refusal: Refusal): AppError =>
  new AppError('E-PRM', `not allowed: ${refusal.reason}`, { ...refusal })
