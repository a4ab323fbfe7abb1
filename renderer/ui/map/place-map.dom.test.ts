import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { setLanguage } from '../../locales/i18n.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import PlaceMap from './PlaceMap.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

test('GPS-20 without WebGL one sentence stands where the map would be', () => {
  setLanguage('fr')
  mounted.push(mountInApp(PlaceMap, { props: { label: 'Carte', places: [] } }))
  expect(document.body.textContent).toContain(
    'La carte ne peut pas être affichée sur cet appareil\u00a0: la liste donne les mêmes informations.',
  )
  expect(document.querySelector('canvas')).toBeNull()
})
