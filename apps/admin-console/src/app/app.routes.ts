import type { Routes } from '@angular/router';
import { firstPage } from './first-page';
import { PAGES } from './pages';
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
    path: '',
    canActivate: [signedIn],
    loadComponent: async () => (await import('./frame/frame')).Frame,
    children: [
      { path: '', pathMatch: 'full', redirectTo: firstPage },
      ...PAGES.map(({ path, title, load }) => ({ path, title, loadChildren: load })),
      {
        path: '**',
        title: $localize`Nothing here`,
        loadComponent: async () => (await import('./frame/nothing-here.page')).NothingHerePage,
      },
    ],
  },
];
