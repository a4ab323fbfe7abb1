import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/imports/customers',
    name: 'import-customers',
    component: () => import('./ImportCustomersPage.vue'),
  },
]
