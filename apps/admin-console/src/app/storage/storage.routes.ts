import type { Routes } from '@angular/router';
import { reaches } from '../session/reaches.guard';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./locations.page')).LocationsPage },
  {
    path: 'new',
    title: $localize`Connect a bucket`,
    canActivate: [reaches('storage.change')],
    loadComponent: async () => (await import('./new-location.page')).NewLocationPage,
  },
  {
    path: ':id',
    title: $localize`Location`,
    canActivate: [reaches('storage.change')],
    loadComponent: async () => (await import('./edit-location.page')).EditLocationPage,
  },
];
