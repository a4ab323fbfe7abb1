import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/imports/customers',
    name: 'import-customers',
    component: () => import('./ImportPage.vue'),
    props: { kind: 'customers' },
  },
  {
    path: '/imports/sales',
    name: 'import-sales',
    component: () => import('./ImportPage.vue'),
    props: { kind: 'sales' },
  },
]
