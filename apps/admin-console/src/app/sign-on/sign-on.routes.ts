import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./connections.page')).ConnectionsPage },
  { path: ':id', loadComponent: async () => (await import('./connection.page')).ConnectionPage },
];
