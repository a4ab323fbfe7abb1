import { AppError } from '../contract/app-error.ts'

/**
 * A copy made of plain arrays and objects; bytes are shared, not copied. Reactive proxies, which
 * structured clone refuses, become plain, so that every transport accepts the same values.
 *
 * @param path names the value in the error
 * @throws AppError INVALID_INPUT for a function, a symbol or an instance of a class
 */
export function plainCopy(value: unknown, path = 'input'): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw unsupported(path)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map((item, index) => plainCopy(item, `${path}.${index}`))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw unsupported(path)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, plainCopy(item, `${path}.${key}`)]),
  )
}

function unsupported(path: string): AppError {
  return new AppError('INVALID_INPUT', `${path} cannot cross the connection`, {
    path,
    reason: 'not a plain value',
  })
}
