/** People of the identity provider: they type `uid` and `password`. Attributes as many real directories name them. */
export interface SamlPerson {
  readonly uid: string;
  readonly password: string;
  readonly displayName: string;
  readonly mail: string;
  readonly departmentNumber: string;
  readonly groups: readonly string[];
}

export const SAML_PEOPLE = {
  anna: {
    uid: 'anna',
    password: 'four-dry-summers',
    displayName: 'Anna Berg',
    mail: 'anna.berg@northwind.example',
    departmentNumber: 'IT',
    groups: ['everybody', 'it-admins'],
  },
  jonas: {
    uid: 'jonas',
    password: 'nine-slow-trains',
    displayName: 'Jonas Lindström',
    mail: 'jonas.lindstrom@northwind.example',
    departmentNumber: 'IT',
    groups: ['everybody', 'it-helpdesk'],
  },
  mira: {
    uid: 'mira',
    password: 'two-grey-herons',
    displayName: 'Mira Falk',
    mail: 'mira.falk@northwind.example',
    departmentNumber: 'Sales',
    groups: ['everybody'],
  },
} satisfies Record<string, SamlPerson>;
