import {
  DETAILS as DETAIL_COLUMNS,
  GROUPS as GROUP_COLUMNS,
  PEOPLE as PEOPLE_COLUMNS,
} from '../../../records/contacts/contact-columns.js';
import type { Table } from '../content/table.js';

export const PEOPLE: Table = { uri: 'content://com.android.contacts/contacts', ...PEOPLE_COLUMNS };

export const DETAILS: Table = { uri: 'content://com.android.contacts/data', ...DETAIL_COLUMNS };

export const GROUPS: Table = { uri: 'content://com.android.contacts/groups', ...GROUP_COLUMNS };
