import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./locations.page')).LocationsPage },
  {
    path: 'new',
    title: $localize`Connect a bucket`,
    loadComponent: async () => (await import('./new-location.page')).NewLocationPage,
  },
];
