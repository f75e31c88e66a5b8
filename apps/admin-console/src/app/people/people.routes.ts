import type { Routes } from '@angular/router';
import { reaches } from '../session/reaches.guard';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./people.page')).PeoplePage },
  {
    path: 'new',
    title: $localize`Add a person`,
    canActivate: [reaches('people.add')],
    loadComponent: async () => (await import('./new-person.page')).NewPersonPage,
  },
  {
    path: 'leavers',
    title: $localize`Leavers`,
    canActivate: [reaches('leavers.read')],
    loadComponent: async () => (await import('./leavers.page')).LeaversPage,
  },
  {
    path: 'import',
    title: $localize`Import people`,
    canActivate: [reaches('people.add')],
    loadComponent: async () => (await import('./import/import-people.page')).ImportPeoplePage,
  },
  {
    path: ':id',
    title: $localize`Person`,
    loadComponent: async () => (await import('./person.page')).PersonPage,
  },
];
