import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./phone-list.page')).PhoneListPage },
  {
    path: ':id',
    title: $localize`Phone`,
    loadComponent: async () => (await import('./phone.page')).PhonePage,
  },
];
