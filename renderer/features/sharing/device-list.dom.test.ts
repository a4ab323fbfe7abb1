import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { createFakeBackend } from '../../testing/fake-backend.ts'
import { officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import DeviceList from './DeviceList.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

test('PRM-03 a signed out device says since when, and can be shut out yet', async () => {
  // In the zone of this machine, as what is shown without a viewer.
  const at = new Date(2026, 10, 24, 14, 30).getTime()
  const device = { createdAt: at, lastSeenAt: at, isThis: false, signedOutAt: null }
  const backend = createFakeBackend({
    streams: officeStreams(),
    calls: {
      'accounts.devices': () => ({
        hasAccount: true,
        devices: [
          { ...device, id: 'a', name: 'Bureau', isThis: true },
          { ...device, id: 'b', name: 'Portable', signedOutAt: at + 60_000 },
        ],
      }),
    },
  })
  const page = mountInApp(DeviceList, { backend: backend.client, props: { userId: 'claire' } })
  mounted.push(page)
  await flushPromises()
  const shown = page.findAll('li').map((line) => line.text())
  expect(shown).toEqual([
    'BureauVu le mar. 24 nov. 2026, 14:30Cet appareil',
    'PortableDéconnecté le mar. 24 nov. 2026, 14:31Retirer l’accès',
  ])
})
