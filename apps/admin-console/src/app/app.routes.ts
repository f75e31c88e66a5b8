import type { Routes } from '@angular/router';
import { toFirstPage } from './first-page';
import { PAGES } from './pages';
import { NOT_FOR_ROLE, reaches } from './session/reaches.guard';
import { signedIn } from './session/signed-in.guard';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: $localize`Sign in`,
    loadComponent: async () => (await import('./session/sign-in.page')).SignInPage,
  },
  {
    path: 'set-up',
    title: $localize`Set up`,
    loadComponent: async () => (await import('./session/set-up.page')).SetUpPage,
  },
  {
    path: 'unavailable',
    title: $localize`Not reachable`,
    loadComponent: async () => (await import('./session/unavailable.page')).UnavailablePage,
  },
  {
    path: 'enrol-workstation/:id',
    title: $localize`Enrol a laptop`,
    canActivate: [signedIn],
    loadComponent: async () => (await import('./workstations/enrol-workstation.page')).EnrolWorkstationPage,
  },
  {
    path: 'leaver',
    title: $localize`What is kept of you`,
    loadComponent: async () => (await import('./leaver/leaver.page')).LeaverPage,
  },
  {
    path: 'operator',
    loadChildren: async () => (await import('./operator/operator.routes')).routes,
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./frame/frame')).Frame,
    children: [
      { path: '', pathMatch: 'full', canActivate: [toFirstPage], children: [] },
      ...PAGES.map(({ path, title, permission, load }) => ({
        path,
        title,
        canActivate: [reaches(permission)],
        loadChildren: load,
      })),
      {
        path: 'account',
        title: $localize`Your account`,
        loadComponent: async () => (await import('./account/account.page')).AccountPage,
      },
      {
        path: NOT_FOR_ROLE,
        title: $localize`Not for your role`,
        loadComponent: async () => (await import('./frame/not-for-role.page')).NotForRolePage,
      },
      {
        path: '**',
        title: $localize`Nothing here`,
        loadComponent: async () => (await import('./frame/nothing-here.page')).NothingHerePage,
      },
    ],
  },
];
