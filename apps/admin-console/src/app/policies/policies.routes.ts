import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./policy-list.page')).PolicyListPage },
  {
    path: ':id',
    title: $localize`Policy`,
    loadComponent: async () => (await import('./policy.page')).PolicyPage,
  },
  {
    path: ':id/edit',
    title: $localize`Edit the policy`,
    loadComponent: async () => (await import('./edit-policy.page')).EditPolicyPage,
  },
];
