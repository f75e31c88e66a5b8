import type { Routes } from '@angular/router';
import { reaches } from '../session/reaches.guard';

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
    canActivate: [reaches('policies.publish')],
    loadComponent: async () => (await import('./edit-policy.page')).EditPolicyPage,
  },
];
