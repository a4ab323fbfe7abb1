import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { z } from 'zod'
import type { SecretStore } from '../sync/secret-store.ts'

/** What signs the attempts made on this device (GPS-16). */
export interface DeviceKey {
  /** Of the chain that belongs to this key. */
  readonly chainId: string
  /** Raw Ed25519 public key, base64. */
  readonly publicKey: string
  /** Ed25519 over the 32 bytes of a hash (hex): base64. */
  sign(this: void, hash: string): string
}

/** By person: a device that is handed on has a chain for each of them. */
const stored = z.record(
  z.string(),
  z.object({ chainId: z.string().min(1), privateKey: z.string() }),
)
type StoredKeys = z.infer<typeof stored>

/** The keys of this device, one for each person who verifies on it. */
export class DeviceKeys {
  private readonly secrets: SecretStore
  private readonly newId: () => string
  private readonly opened = new Map<string, Promise<DeviceKey>>()

  constructor(secrets: SecretStore, newId: () => string) {
    this.secrets = secrets
    this.newId = newId
  }

  /**
   * The person's key, made at the first call. One that can no longer be read, because the key store of
   * the operating system was reset, is replaced by a new one with a chain of its own.
   */
  of(userId: string): Promise<DeviceKey> {
    const opened = this.opened.get(userId) ?? this.open(userId)
    this.opened.set(userId, opened)
    return opened
  }

  private async open(userId: string): Promise<DeviceKey> {
    const keys = await this.read()
    const known = keys[userId]
    if (known) {
      const der = Buffer.from(known.privateKey, 'base64')
      return deviceKey(known.chainId, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
    }
    const { privateKey } = generateKeyPairSync('ed25519')
    const der = privateKey.export({ format: 'der', type: 'pkcs8' })
    const made = { chainId: this.newId(), privateKey: der.toString('base64') }
    await this.secrets.write(JSON.stringify({ ...keys, [userId]: made }))
    return deviceKey(made.chainId, privateKey)
  }

  private async read(): Promise<StoredKeys> {
    try {
      const parsed = stored.safeParse(JSON.parse((await this.secrets.read()) ?? '{}'))
      return parsed.success ? parsed.data : {}
    } catch {
      return {}
    }
  }
}

function deviceKey(chainId: string, privateKey: KeyObject): DeviceKey {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return {
    chainId,
    publicKey: Buffer.from(x, 'base64url').toString('base64'),
    sign: (hash) => sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64'),
  }
}

/** Whether `signature` (base64) of `hash` (hex) was made by the key (raw, base64); never throws. */
export function isSignedBy(publicKey: string, hash: string, signature: string): boolean {
  try {
    const x = Buffer.from(publicKey, 'base64').toString('base64url')
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
    return verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
