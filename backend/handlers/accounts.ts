import type { accountsContract } from '../../core/contract/accounts.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'

export function accountsHandlers({
  session,
}: Services): Handlers<typeof accountsContract, RequestContext> {
  return {
    'accounts.changePassword': async (passwords) => {
      await session.client().changePassword(await session.accessToken(), passwords)
      return {}
    },

    'accounts.createResetCode': async ({ userId }) =>
      session.client().createResetCode(await session.accessToken(), userId),

    'accounts.devices': async ({ userId }) => {
      const client = session.client()
      const token = await session.accessToken()
      const { deviceId, userId: me } = session.shared()!
      const known =
        userId === me
          ? await client.devices(token)
          : (await client.members(token)).find((member) => member.userId === userId)?.devices
      return {
        hasAccount: known !== undefined,
        devices: (known ?? []).map((device) => ({ ...device, isThis: device.id === deviceId })),
      }
    },

    'accounts.revokeDevice': async ({ deviceId }) => {
      const client = session.client()
      // This one is taken off the workspace by `sync.leave`, which asks about what is only here.
      if (deviceId === session.shared()?.deviceId)
        throw new AppError('INVALID_INPUT', 'this device leaves by itself')
      await client.revokeDevice(await session.accessToken(), deviceId)
      return {}
    },
  }
}
