import { inject } from '@angular/core';
import { type CanActivateFn, Router, type Routes } from '@angular/router';
import { reaches } from '../session/reaches.guard';
import { Session } from '../session/session';
import { SETTINGS_PAGES } from './settings-pages';
import { SettingsFrame } from './settings-frame';

/** The first page that one's role may see. */
const toFirstSetting: CanActivateFn = () => {
  const session = inject(Session);
  const path = SETTINGS_PAGES.find(({ permission }) => session.may(permission))?.path ?? '';
  return inject(Router).createUrlTree(['/settings', path]);
};

export const routes: Routes = [
  {
    path: '',
    component: SettingsFrame,
    children: [
      { path: '', pathMatch: 'full', canActivate: [toFirstSetting], children: [] },
      ...SETTINGS_PAGES.map(({ path, title, permission, load }) => ({
        path,
        title,
        canActivate: [reaches(permission)],
        loadChildren: load,
      })),
    ],
  },
];
