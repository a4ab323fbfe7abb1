import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '../../core/contract/app-error.ts'

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const current = { memory: 19_456, passes: 2, parallelism: 1 }
const saltBytes = 16
const hashBytes = 32
/** More at once would keep the file system waiting, which shares Node's four threads. */
const maxAtOnce = 2
const maxWaiting = 50

const argon2Async = promisify(argon2)
let running = 0
const waiting: (() => void)[] = []

/** A hash to check against where there is none, so that unknown e-mails take as long as known ones. */
const nobody = format(current, Buffer.alloc(saltBytes), Buffer.alloc(hashBytes))

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, base64 without padding. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  return format(current, salt, await derive(password, salt, current))
}

/** Whether a password is the stored one; takes the same work where `stored` is `null`. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, , , parameters = '', salt = '', hash = ''] = (stored ?? nobody).split('$')
  const [memory, passes, parallelism] = parameters.split(',').map((part) => Number(part.slice(2)))
  const expected = Buffer.from(hash, 'base64')
  const derived = await derive(password, Buffer.from(salt, 'base64'), {
    memory: memory!,
    passes: passes!,
    parallelism: parallelism!,
  })
  return timingSafeEqual(derived, expected) && stored !== null
}

/** @throws AppError `E-AUTH-TOO-MANY` when too many wait already */
async function derive(password: string, nonce: Buffer, by: typeof current): Promise<Buffer> {
  if (waiting.length >= maxWaiting)
    throw new AppError('E-AUTH-TOO-MANY', 'too many sign-ins at once', { waitS: 5 })
  if (running >= maxAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    // Keyboards of different systems compose accents differently.
    const message = password.normalize('NFC')
    return await argon2Async('argon2id', { message, nonce, tagLength: hashBytes, ...by })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function format(
  { memory, passes, parallelism }: typeof current,
  salt: Buffer,
  hash: Buffer,
): string {
  const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`
}
