import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/settings/:section?',
    component: () => import('./SettingsPage.vue'),
    props: true,
  },
]
