import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'sign-in' },
  {
    path: 'sign-in',
    title: $localize`Single sign-on`,
    loadComponent: async () => (await import('./connections.page')).ConnectionsPage,
  },
  {
    path: 'sign-in/:id',
    title: $localize`Single sign-on`,
    loadComponent: async () => (await import('./connection.page')).ConnectionPage,
  },
];
