import type { Routes } from '@angular/router';
import type { Permission } from '@holdfast/contracts';

/** One page of the settings, by its address under `/settings`. */
export interface SettingsPage {
  readonly path: string;
  readonly title: string;
  readonly permission: Permission;
  readonly load: () => Promise<Routes>;
}

/** The settings in their order: a new page adds its entry here and nowhere else. */
export const SETTINGS_PAGES: readonly SettingsPage[] = [
  {
    path: 'sign-in',
    title: $localize`Single sign-on`,
    permission: 'sso.read',
    load: async () => (await import('../sign-on/sign-on.routes')).routes,
  },
  {
    path: 'directory',
    title: $localize`Directory`,
    permission: 'directory.read',
    load: async () => (await import('../directory/directory.routes')).routes,
  },
  {
    path: 'privacy-documents',
    title: $localize`Privacy documents`,
    permission: 'policies.read',
    load: async () => (await import('../privacy-documents/privacy-documents.routes')).routes,
  },
];
