import { tableNamed, type ProviderTable } from './provider-tables.js';

/** What a content URI leads to. */
export interface Target {
  readonly table: ProviderTable;
  /** A condition of the URI's own. */
  readonly where?: string;
}

const to =
  (name: ProviderTable['name'], where?: (id: string) => string) =>
  (id = ''): Target => ({ table: tableNamed(name), ...(where && { where: where(id) }) });
const byId = (id: string): string => `_id=${id}`;

/** Paths of each authority, `#` a number. */
const ROUTES: readonly (readonly [string, (id?: string) => Target])[] = [
  ['sms', to('sms')],
  ['sms/#', to('sms', byId)],
  ['sms/inbox', to('sms', () => 'type=1')],
  ['sms/sent', to('sms', () => 'type=2')],
  ['mms', to('mms')],
  ['mms/#', to('mms', byId)],
  ['mms/#/addr', to('addr', (id) => `msg_id=${id}`)],
  ['mms/#/part', to('part', (id) => `mid=${id}`)],
  ['mms/part', to('part')],
  ['mms/part/#', to('part', byId)],
  ['mms-sms/conversations?simple=true', to('threads')],
  ['mms-sms/canonical-addresses', to('canonical_addresses')],
  ['call_log/calls', to('calls')],
  ['com.android.contacts/contacts', to('contacts')],
  ['com.android.contacts/contacts/#', to('contacts', byId)],
  ['com.android.contacts/raw_contacts', to('raw_contacts')],
  ['com.android.contacts/data', to('data')],
  ['com.android.contacts/groups', to('groups')],
  ['com.android.calendar/calendars', to('calendars')],
  ['com.android.calendar/events', to('events')],
  ['com.android.calendar/events/#', to('events', byId)],
  ['com.android.calendar/attendees', to('attendees')],
  ['com.android.calendar/reminders', to('reminders')],
  ['media/external/file', to('files')],
  ['settings/secure', to('settings_secure')],
  ['settings/global', to('settings_global')],
  ['settings/system', to('settings_system')],
];

/** The authority of a content URI: `contacts` of `content://contacts/people`. */
export function authorityOf(uri: string): string {
  return /^content:\/\/([^/?]*)/.exec(uri)?.[1] ?? '';
}

/** Where a URI leads, or `undefined` for one that no provider here knows. */
export function targetOf(uri: string): Target | undefined {
  const path = uri.replace(/^content:\/\//, '').replace(/\/$/, '');
  const id = /\/(\d+)(?=\/|$)/.exec(path)?.[1];
  const shape = path.replace(/\/\d+(?=\/|$)/, '/#');
  return ROUTES.find(([route]) => route === shape)?.[1](id);
}

/** Every authority that some provider answers for. */
export const AUTHORITIES: ReadonlySet<string> = new Set(
  ROUTES.map(([route]) => /^[^/?]+/.exec(route)?.[0] ?? ''),
);
