import type { Routes } from '@angular/router';
import { besideRoutes } from '../frame/beside';
import { SETTINGS_PAGES } from './settings-pages';
import { SettingsFrame } from './settings-frame';

export const routes: Routes = [
  { path: '', component: SettingsFrame, children: besideRoutes('/settings', SETTINGS_PAGES) },
];
