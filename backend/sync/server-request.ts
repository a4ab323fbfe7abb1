import { AppError } from '../../core/contract/app-error.ts'
import { apiErrorSchema } from '../../core/sync/server-api.ts'

/** @throws AppError `E-SRV-UNREACHABLE` when nothing answers */
export async function request(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw unreachable(String(error))
  }
}

/** Why the server refused: its own error, or that something else answered in its place. */
export async function refusal(response: Response): Promise<AppError> {
  const error = apiErrorSchema.safeParse(await readJson(response))
  if (error.success) return new AppError(error.data.code, error.data.message)
  // A reverse proxy without its server behind it answers as well.
  if (response.status >= 500) return unreachable(`status ${response.status}`)
  return new AppError('E-SRV-ADDRESS', `status ${response.status} from ${response.url}`)
}

/** The body as JSON; `undefined` where there is none, or something else. */
export async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text()
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

/** The answer was cut, or nobody gave one. */
export function unreachable(reason: string): AppError {
  return new AppError('E-SRV-UNREACHABLE', reason)
}
