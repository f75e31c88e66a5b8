/** `Calendar.sqlitedb`, as far as programs that read it tell. */
export const CALENDAR_SCHEMA = `
CREATE TABLE Store (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, type INTEGER, disabled INTEGER, external_id TEXT);
CREATE TABLE Calendar (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, store_id INTEGER, title TEXT, flags INTEGER, color TEXT,
  symbolic_color_name TEXT, type TEXT, supported_entity_types INTEGER, external_id TEXT, display_order INTEGER, UUID TEXT,
  shared_owner_name TEXT, shared_owner_address TEXT, self_identity_email TEXT, owner_identity_email TEXT);
CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, location_id INTEGER, description TEXT,
  start_date REAL, start_tz TEXT, end_date REAL, end_tz TEXT, all_day INTEGER, calendar_id INTEGER, orig_item_id INTEGER,
  orig_date REAL, organizer_id INTEGER, self_attendee_id INTEGER, status INTEGER, invitation_status INTEGER,
  availability INTEGER, privacy_level INTEGER, url TEXT, last_modified REAL, sequence_num INTEGER, birthday_id INTEGER,
  unique_identifier TEXT, hidden INTEGER, has_recurrences INTEGER, has_attendees INTEGER, UUID TEXT, entity_type INTEGER,
  due_date REAL, completion_date REAL, creation_date REAL, conference_url TEXT);
CREATE TABLE Recurrence (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, frequency INTEGER, interval INTEGER, week_start INTEGER,
  count INTEGER, cached_end_date REAL, end_date REAL, specifier TEXT, by_month_months INTEGER, owner_id INTEGER, UUID TEXT);
CREATE TABLE ExceptionDate (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER, date REAL, sync_order INTEGER);
CREATE TABLE Alarm (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, trigger_date REAL, trigger_interval INTEGER, type INTEGER,
  calendaritem_owner_id INTEGER, calendar_owner_id INTEGER, UUID TEXT, proximity INTEGER, disabled INTEGER);
CREATE TABLE Location (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, address TEXT, latitude INTEGER, longitude INTEGER,
  item_owner_id INTEGER, alarm_owner_id INTEGER);
CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, entity_type INTEGER, type INTEGER, status INTEGER,
  pending_status INTEGER, role INTEGER, identity_id INTEGER, owner_id INTEGER, UUID TEXT, email TEXT, phone_number TEXT,
  is_self INTEGER, comment TEXT);
CREATE TABLE Identity (display_name TEXT, address TEXT, first_name TEXT, last_name TEXT,
  UNIQUE (display_name, address, first_name, last_name));
CREATE INDEX RecurrenceOwnerIdIndex ON Recurrence(owner_id);
CREATE INDEX ExceptionDateOwnerId ON ExceptionDate(owner_id);
CREATE INDEX AlarmCalendarItemOwnerId ON Alarm(calendaritem_owner_id);
CREATE INDEX ParticipantOwnerId ON Participant(owner_id);
CREATE TRIGGER delete_event_alarms_recurs AFTER DELETE ON CalendarItem BEGIN DELETE FROM Alarm WHERE calendaritem_owner_id = OLD.ROWID; END;
`;
