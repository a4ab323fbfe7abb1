import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/activities', name: 'activities', component: () => import('./ActivitiesPage.vue') },
]
