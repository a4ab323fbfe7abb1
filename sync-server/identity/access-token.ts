import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { AppError } from '../../core/contract/app-error.ts'
import { mintState } from '../storage/server-state.ts'
import type { Sql } from '../storage/sql.ts'

export interface TokenSubject {
  readonly userId: string
  readonly deviceId: string
}

export interface SignedToken {
  readonly accessToken: string
  /** UTC milliseconds, a whole second. */
  readonly accessExpiresAt: number
}

/** A signer whose key is kept in `server_state`. */
export async function openTokenSigner(
  sql: Sql,
  workspaceId: string,
  now: () => number,
): Promise<TokenSigner> {
  const jwk = await mintState(sql, 'signing-key', () =>
    JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
  )
  return new TokenSigner(JSON.parse(jwk) as JsonWebKey, workspaceId, now)
}

/** Signs and checks access tokens: Ed25519 JWTs with `sub` user, `dev` device, `wid` workspace. */
export class TokenSigner {
  private readonly privateKey: KeyObject
  private readonly publicKey: KeyObject
  private readonly workspaceId: string
  private readonly now: () => number

  constructor(key: JsonWebKey, workspaceId: string, now: () => number) {
    this.privateKey = createPrivateKey({ key, format: 'jwk' })
    this.publicKey = createPublicKey(this.privateKey)
    this.workspaceId = workspaceId
    this.now = now
  }

  async sign({ userId, deviceId }: TokenSubject, minutes: number): Promise<SignedToken> {
    const issuedAt = Math.floor(this.now() / 1000)
    const expiresAt = issuedAt + Math.round(minutes * 60)
    const accessToken = await new SignJWT({ dev: deviceId, wid: this.workspaceId })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.privateKey)
    return { accessToken, accessExpiresAt: expiresAt * 1000 }
  }

  /** @throws AppError `E-AUTH-SESSION` for anything that is not a valid token of this workspace */
  async verify(token: string): Promise<TokenSubject & { expiresAt: number }> {
    try {
      const { payload } = await jwtVerify(token, this.publicKey, {
        algorithms: ['EdDSA'],
        currentDate: new Date(this.now()),
        requiredClaims: ['sub', 'exp', 'iat', 'dev', 'wid'],
      })
      const { sub, exp, dev, wid } = payload
      if (wid !== this.workspaceId || typeof dev !== 'string') throw new Error('another workspace')
      return { userId: sub!, deviceId: dev, expiresAt: exp! * 1000 }
    } catch {
      throw new AppError('E-AUTH-SESSION', 'the access token is not valid')
    }
  }
}
