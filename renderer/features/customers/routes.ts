import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  {
    path: '/customers',
    component: () => import('./CustomersPage.vue'),
    children: [
      { path: '', name: 'customers', component: () => import('./NoCustomerOpen.vue') },
      {
        path: ':customerId/:tab(activities|information|contacts)?',
        name: 'customer',
        component: () => import('./CustomerProfile.vue'),
        props: true,
      },
    ],
  },
]
