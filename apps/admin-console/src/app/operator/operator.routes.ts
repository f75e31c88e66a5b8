import type { Routes } from '@angular/router';
import { operatorSignedIn } from './operator-signed-in.guard';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: $localize`Sign in`,
    loadComponent: async () => (await import('./operator-sign-in.page')).OperatorSignInPage,
  },
  {
    path: 'set-up',
    title: $localize`Set up`,
    loadComponent: async () => (await import('./operator-set-up.page')).OperatorSetUpPage,
  },
  {
    path: '',
    canActivate: [operatorSignedIn],
    loadComponent: async () => (await import('./operator-frame')).OperatorFrame,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'companies' },
      {
        path: 'companies',
        title: $localize`Companies`,
        loadComponent: async () => (await import('./companies.page')).CompaniesPage,
      },
      {
        path: 'companies/new',
        title: $localize`Make a company`,
        loadComponent: async () => (await import('./new-company.page')).NewCompanyPage,
      },
      {
        path: 'operators',
        title: $localize`Operators`,
        loadComponent: async () => (await import('./operators.page')).OperatorsPage,
      },
    ],
  },
];
