import type { Me } from '@holdfast/contracts';
import { OWNER } from './show-page';

/** Somebody of the helpdesk: state, gaps and next steps, and what guides a person. */
export const HELPDESK: Me = {
  ...OWNER,
  employee: { ...OWNER.employee, name: 'Hana Desk', role: 'helpdesk' },
  permissions: [
    'coverage.read',
    'addresses.read',
    'people.enrol',
    'people.remind',
    'gaps.assign',
    'leavers.read',
    'leavers.link',
    'phones.command',
    'policies.read',
    'storage.read',
    'own',
  ],
};
