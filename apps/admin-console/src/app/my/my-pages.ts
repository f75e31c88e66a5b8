import type { BesidePage } from '../frame/beside';

/** What everybody here has for themselves, whatever their role: a new page adds its entry here and nowhere else. */
export const MY_PAGES: readonly BesidePage[] = [
  {
    path: 'visibility',
    title: $localize`What my company can see`,
    permission: 'own',
    load: async () => (await import('./visibility/visibility.routes')).routes,
  },
  {
    path: 'recovery',
    title: $localize`My recovery code`,
    permission: 'own',
    load: async () => (await import('./recovery/recovery.routes')).routes,
  },
];
