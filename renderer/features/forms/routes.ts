import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/settings/forms/:id/:tab(design|try|versions)?',
    component: () => import('./FormDesignerPage.vue'),
    props: true,
  },
]
