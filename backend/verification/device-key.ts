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

const stored = z.object({ chainId: z.string().min(1), privateKey: z.string() })

/**
 * The key of this device, made at the first call. One that can no longer be read, because the key store
 * of the operating system was reset, is replaced by a new one with a chain of its own.
 */
export async function openDeviceKey(secrets: SecretStore, newId: () => string): Promise<DeviceKey> {
  return (await readKey(secrets)) ?? (await makeKey(secrets, newId()))
}

async function readKey(secrets: SecretStore): Promise<DeviceKey | undefined> {
  try {
    const parsed = stored.safeParse(JSON.parse((await secrets.read()) ?? 'null'))
    if (!parsed.success) return undefined
    const { chainId, privateKey } = parsed.data
    const key = createPrivateKey({
      ...{ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' },
    })
    return deviceKey(chainId, key)
  } catch {
    return undefined
  }
}

async function makeKey(secrets: SecretStore, chainId: string): Promise<DeviceKey> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const der = privateKey.export({ format: 'der', type: 'pkcs8' })
  await secrets.write(JSON.stringify({ chainId, privateKey: der.toString('base64') }))
  return deviceKey(chainId, privateKey)
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
