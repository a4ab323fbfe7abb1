import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/review', name: 'review', component: () => import('./ReviewPage.vue') },
]
