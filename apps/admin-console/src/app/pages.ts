import type { Routes } from '@angular/router';
import type { Permission } from '@holdfast/contracts';
import type { IconName } from './look/icons';
import { MY_PAGES } from './my/my-pages';
import { SETTINGS_PAGES } from './settings/settings-pages';

/**
 * One page that keys, palette and rail lead to: an issue that adds one adds one line here. The rail is full: what belongs to
 * a page that is there stands `under` it, is a choice on that page, and has its key and its line in the palette all the same.
 */
export interface PageEntry {
  readonly path: string;
  readonly title: string;
  readonly icon: IconName;
  /** `g` and this letter go there. */
  readonly key: string;
  /** Several: any of them. */
  readonly permission: Permission | readonly Permission[];
  /** The path of the rail's entry that is marked while this page is open; without it, the page has an entry of its own. */
  readonly under?: string;
  readonly load: () => Promise<Routes>;
}

export const PAGES: readonly PageEntry[] = [
  {
    path: 'overview',
    title: $localize`Overview`,
    icon: 'overview',
    key: 'o',
    permission: 'coverage.read',
    load: async () => (await import('./overview/overview.routes')).routes,
  },
  {
    path: 'gaps',
    title: $localize`Gaps`,
    icon: 'gaps',
    key: 'g',
    permission: 'coverage.read',
    load: async () => (await import('./gaps/gaps.routes')).routes,
  },
  {
    path: 'incidents',
    title: $localize`Incidents`,
    icon: 'gaps',
    key: 'i',
    permission: 'coverage.read',
    under: 'gaps',
    load: async () => (await import('./incidents/incidents.routes')).routes,
  },
  {
    path: 'exemptions',
    title: $localize`Exemptions`,
    icon: 'minus',
    key: 'x',
    permission: 'coverage.read',
    under: 'gaps',
    load: async () => (await import('./exemptions/exemptions.routes')).routes,
  },
  {
    path: 'anomalies',
    title: $localize`Unusual changes`,
    icon: 'gaps',
    key: 'u',
    permission: 'figures.read',
    under: 'gaps',
    load: async () => (await import('./anomalies/anomalies.routes')).routes,
  },
  {
    path: 'people',
    title: $localize`People`,
    icon: 'people',
    key: 'e',
    permission: 'coverage.read',
    load: async () => (await import('./people/people.routes')).routes,
  },
  {
    path: 'phones',
    title: $localize`Phones`,
    icon: 'phone',
    key: 'p',
    permission: 'coverage.read',
    load: async () => (await import('./phones/phones.routes')).routes,
  },
  {
    path: 'workstations',
    title: $localize`Workstations`,
    icon: 'laptop',
    key: 'w',
    permission: 'coverage.read',
    load: async () => (await import('./workstations/workstations.routes')).routes,
  },
  {
    path: 'policies',
    title: $localize`Policies`,
    icon: 'policy',
    key: 'y',
    permission: 'policies.read',
    load: async () => (await import('./policies/policies.routes')).routes,
  },
  {
    path: 'storage',
    title: $localize`Storage`,
    icon: 'storage',
    key: 's',
    permission: 'storage.read',
    load: async () => (await import('./storage/storage.routes')).routes,
  },
  {
    path: 'audit',
    title: $localize`Audit`,
    icon: 'audit',
    key: 'a',
    permission: 'audit.read',
    load: async () => (await import('./audit/audit.routes')).routes,
  },
  {
    path: 'my',
    title: $localize`My data`,
    icon: 'home',
    key: 'm',
    permission: MY_PAGES.map(({ permission }) => permission),
    load: async () => (await import('./my/my.routes')).routes,
  },
  {
    path: 'access',
    title: $localize`Who looked`,
    icon: 'eye',
    key: 'l',
    permission: 'own',
    load: async () => (await import('./access/access.routes')).routes,
  },
  {
    path: 'my/workstations',
    title: $localize`My workstations`,
    icon: 'laptop',
    key: 'k',
    permission: 'own',
    load: async () => (await import('./workstations/my-workstations.routes')).routes,
  },
  {
    path: 'settings',
    title: $localize`Settings`,
    icon: 'settings',
    key: ',',
    permission: SETTINGS_PAGES.map(({ permission }) => permission),
    load: async () => (await import('./settings/settings.routes')).routes,
  },
];
