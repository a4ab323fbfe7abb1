import ui from '@nuxt/ui/vue-plugin'
import { mount, type VueWrapper } from '@vue/test-utils'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Host } from '../../core/host/host-contract.ts'
import { backendKey, type BackendClient } from '../data/use-backend.ts'
import { i18n } from '../locales/i18n.ts'
import { hostKey } from '../platform/use-host.ts'
import TestFrame from './TestFrame.vue'

interface MountOptions {
  readonly props?: Record<string, unknown>
  readonly backend?: BackendClient
  readonly host?: Partial<Host>
}

/** A component with what it has around it in the app: languages, tooltips, notices, backend, host. */
export function mountInApp(
  component: Component,
  { props = {}, backend, host = {} }: MountOptions = {},
): VueWrapper {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: TestFrame }],
  })
  const framed = defineComponent(
    () => () => h(TestFrame, null, { default: () => h(component, props) }),
  )
  return mount(framed, {
    attachTo: document.body,
    global: {
      plugins: [i18n, ui, router],
      provide: { [backendKey as symbol]: backend, [hostKey as symbol]: host },
    },
  })
}
