import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/activities/day', name: 'day-map', component: () => import('./DayMapPage.vue') },
]
