import type { TableName } from '../../databases/phone-databases.js';

/** How a provider says that it does not know a column. */
export type Strictness = 'invalid-column' | 'no-such-column';

export interface ProviderTable {
  readonly name: TableName | 'files';
  /** As the provider's own conditions call it. */
  readonly alias: string;
  readonly columns: readonly string[];
  readonly unknown: Strictness;
}

const words = (text: string): string[] => text.split(' ');

const SMS =
  '_id thread_id address person date date_sent protocol read status type reply_path_present subject body ' +
  'service_center locked sub_id error_code creator seen';
const MMS =
  '_id thread_id date date_sent msg_box read m_id sub sub_cs ct_t ct_l exp m_cls m_type v m_size pri rr rpt_a resp_st ' +
  'resp_txt st tr_id retr_st retr_txt retr_txt_cs read_status ct_cls d_tm d_rpt locked sub_id seen creator text_only';
const PART = '_id mid seq ct name chset cd fn cid cl ctt_s ctt_t _data text';
const CALLS =
  '_id number presentation date duration type new is_read name numbertype numberlabel countryiso geocoded_location ' +
  'features data_usage phone_account_address subscription_id transcription post_dial_digits via_number';
const CONTACTS =
  '_id lookup display_name name_raw_contact_id starred custom_ringtone send_to_voicemail photo_id photo_file_id photo_uri ' +
  'has_phone_number in_visible_group contact_last_updated_timestamp';
const RAW_CONTACTS =
  '_id contact_id account_name account_type data_set sourceid version dirty deleted starred display_name';
const DATA =
  '_id raw_contact_id contact_id lookup mimetype is_primary is_super_primary data_version account_name account_type ' +
  'display_name starred data1 data2 data3 data4 data5 data6 data7 data8 data9 data10 data11 data12 data13 data14 data15';
const GROUPS = '_id title account_name account_type system_id notes deleted group_visible';
const CALENDARS =
  '_id account_name account_type name calendar_displayName calendar_color calendar_timezone calendar_access_level visible ' +
  'sync_events ownerAccount';
const EVENTS =
  '_id calendar_id title description eventLocation eventColor eventStatus dtstart dtend duration eventTimezone ' +
  'eventEndTimezone allDay accessLevel availability hasAlarm rrule rdate exrule exdate original_id original_sync_id ' +
  'originalInstanceTime originalAllDay lastDate hasAttendeeData organizer uid2445 deleted';
const ATTENDEES = '_id event_id attendeeName attendeeEmail attendeeRelationship attendeeType attendeeStatus';

const table = (
  name: ProviderTable['name'],
  columns: string,
  unknown: Strictness = 'invalid-column',
  alias: string = name,
): ProviderTable => ({ name, alias, columns: words(columns), unknown });

/** Columns as AOSP's providers have them (Android 16), as far as somebody might ask for them. */
export const TABLES: readonly ProviderTable[] = [
  table('sms', SMS, 'no-such-column'),
  table('mms', MMS, 'no-such-column', 'pdu'),
  table('addr', '_id msg_id contact_id address type charset', 'no-such-column'),
  table('part', PART, 'no-such-column'),
  table(
    'threads',
    '_id date message_count recipient_ids snippet snippet_cs read archived type',
    'no-such-column',
  ),
  table('canonical_addresses', '_id address', 'no-such-column'),
  table('calls', CALLS),
  table('contacts', CONTACTS),
  table('raw_contacts', RAW_CONTACTS),
  table('data', DATA),
  table('groups', GROUPS),
  table('calendars', CALENDARS),
  table('events', EVENTS),
  table('attendees', ATTENDEES, 'invalid-column', 'Attendees'),
  table('reminders', '_id event_id minutes method', 'invalid-column', 'Reminders'),
  table('files', '_id _data _display_name _size mime_type date_modified media_type'),
  table('settings_secure', '_id name value'),
  table('settings_global', '_id name value'),
  table('settings_system', '_id name value'),
];

const named = new Map(TABLES.map((one) => [one.name, one]));

/** The table of that name. */
export function tableNamed(name: ProviderTable['name']): ProviderTable {
  const found = named.get(name);
  if (found === undefined) throw new Error(`there is no table ${name}`);
  return found;
}
