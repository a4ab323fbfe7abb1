import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { AppError } from '../../core/contract/app-error.ts'

const magic = Buffer.from('WPEX1\n')
const saltBytes = 16
const nonceBytes = 12
const tagBytes = 16
const headerBytes = magic.length + saltBytes + nonceBytes
/** 64 MB and about 0.2 s for each guess (RFC 7914 names the parameters). */
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

/**
 * Bytes that only the passphrase opens: `WPEX1\n`, a salt of 16 bytes, a nonce of 12, and AES-256-GCM
 * of the content with its tag of 16 bytes at the end. The key is scrypt of the passphrase (NFC, UTF-8)
 * and the salt; everything before the content is authenticated with it.
 */
export async function seal(content: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const header = Buffer.concat([magic, randomBytes(saltBytes), randomBytes(nonceBytes)])
  const { salt, nonce } = partsOf(header)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce)
  cipher.setAAD(header)
  return Buffer.concat([header, cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

/**
 * The content of `seal`.
 *
 * @throws AppError `E-XCH-FILE` for other bytes; `E-XCH-PASSPHRASE` for another passphrase or bytes
 *   that were changed, which nobody can tell apart
 */
export async function unseal(file: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  if (bytes.length < headerBytes + tagBytes || !bytes.subarray(0, magic.length).equals(magic))
    throw new AppError('E-XCH-FILE', 'not a file of changes')
  const header = bytes.subarray(0, headerBytes)
  const { salt, nonce } = partsOf(header)
  const decipher = createDecipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce)
  decipher.setAAD(header)
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(headerBytes, -tagBytes)),
      decipher.final(),
    ])
  } catch {
    throw new AppError('E-XCH-PASSPHRASE', 'another passphrase, or a damaged file')
  }
}

function partsOf(header: Buffer): { salt: Buffer; nonce: Buffer } {
  const nonceAt = magic.length + saltBytes
  return { salt: header.subarray(magic.length, nonceAt), nonce: header.subarray(nonceAt) }
}

function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}
