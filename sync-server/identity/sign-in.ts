import { AppError } from '../../core/contract/app-error.ts'
import { directoryDocumentId, settingsDocumentId } from '../../core/crdt/document-id.ts'
import type { Joined, Session, SignInRequest } from '../../core/sync/server-api.ts'
import type { Workspace } from './identity.ts'
import { verifyPassword } from './password.ts'
import { openDevice, sessionOf } from './sessions.ts'

/**
 * A session on a new device for an e-mail and its password.
 *
 * @param from the remote address, for its limit
 * @throws AppError `E-AUTH-TOO-MANY`, `E-AUTH-CREDENTIALS`, `E-AUTH-REVOKED`
 */
export async function signIn(
  workspace: Workspace,
  { email, password, deviceName }: SignInRequest,
  from: string,
): Promise<Joined> {
  countAttempt(workspace, email, from)
  const { tables, atomically } = workspace
  const checked = (await tables.accountByEmail(email))?.password ?? null
  if (!(await verifyPassword(password, checked))) throw wrong()
  const { account, opened } = await atomically(async (inside) => {
    // Checking takes a while: the password may be another one by now.
    const found = await inside.accountByEmail(email)
    if (found?.password !== checked) throw wrong()
    if (!found.active) throw new AppError('E-AUTH-REVOKED', 'this account has no access any more')
    return { account: found, opened: await openDevice(workspace, inside, found.userId, deviceName) }
  })
  return withDocuments(workspace, await sessionOf(workspace, account, opened))
}

const wrong = (): AppError =>
  new AppError('E-AUTH-CREDENTIALS', 'the e-mail or the password is wrong')

/** @throws AppError `E-AUTH-TOO-MANY` */
export function countAttempt(workspace: Workspace, email: string, from: string): void {
  workspace.attemptsByAddress.take(from)
  workspace.attemptsByEmail.take(email)
}

/** A session and what a new device shows at once. */
export async function withDocuments(workspace: Workspace, session: Session): Promise<Joined> {
  const documents = []
  for (const documentId of [directoryDocumentId, settingsDocumentId]) {
    const update = Buffer.from(await workspace.directory.state(documentId)).toString('base64')
    documents.push({ documentId, update })
  }
  return { ...session, founded: await workspace.isFounded(), documents }
}
