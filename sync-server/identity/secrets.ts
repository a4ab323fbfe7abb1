import { createHash, randomBytes } from 'node:crypto'

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What is stored of a secret with full entropy: its SHA-256. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** A refresh token: 256 bits. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url')

/** An invitation of 128 bits in Crockford's base32, in groups of four. */
export function newInvitationCode(): string {
  let rest = BigInt(`0x${randomBytes(16).toString('hex')}`)
  let code = ''
  for (let digit = 0; digit < 26; digit++) {
    code = digits[Number(rest & 31n)]! + code
    rest >>= 5n
  }
  return code.match(/.{1,4}/g)!.join('-')
}

/** A code as typed: case, groups and letters that look like digits do not matter. */
export function normaliseInvitationCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
}
