import type { BesidePage } from '../frame/beside';

/** The settings in their order: a new page adds its entry here and nowhere else. */
export const SETTINGS_PAGES: readonly BesidePage[] = [
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
    path: 'api-tokens',
    title: $localize`API tokens`,
    permission: 'api-tokens.manage',
    load: async () => (await import('../api-tokens/api-tokens.routes')).routes,
  },
  {
    path: 'alerts',
    title: $localize`Alerts`,
    permission: 'alerts.manage',
    load: async () => (await import('../alerts/alerts.routes')).routes,
  },
  {
    path: 'webhooks',
    title: $localize`Webhooks`,
    permission: 'webhooks.manage',
    load: async () => (await import('../webhooks/webhooks.routes')).routes,
  },
  {
    path: 'notice',
    title: $localize`Privacy notice`,
    permission: 'notices.read',
    load: async () => (await import('../notice/notice.routes')).routes,
  },
  {
    path: 'recovery-key',
    title: $localize`Recovery key`,
    permission: 'recovery-key.read',
    load: async () => (await import('../recovery-key/recovery-key.routes')).routes,
  },
  {
    path: 'privacy-documents',
    title: $localize`Privacy documents`,
    permission: 'policies.read',
    load: async () => (await import('../privacy-documents/privacy-documents.routes')).routes,
  },
];
