import type { Whole } from './message-rows.js';

/** A row of `content://com.android.calendar/calendars`. */
export interface CalendarRow {
  readonly _id: Whole;
  readonly account_name: string;
  /** `LOCAL`: on the phone only. */
  readonly account_type: string;
  readonly name?: string | null;
  readonly calendar_displayName: string | null;
  readonly calendar_color?: Whole;
  readonly calendar_access_level?: Whole;
  readonly calendar_timezone?: string | null;
  readonly ownerAccount?: string | null;
  readonly visible?: Whole;
  readonly sync_events?: Whole;
  readonly isPrimary?: Whole;
}

/** A row of `content://com.android.calendar/events`: columns of AOSP's CalendarContract.Events. */
export interface EventRow {
  readonly _id: Whole;
  readonly calendar_id: Whole;
  readonly title: string | null;
  readonly description?: string | null;
  readonly eventLocation?: string | null;
  /** 0 tentative, 1 confirmed, 2 cancelled (an occurrence that does not happen). */
  readonly eventStatus?: Whole | null;
  /** Milliseconds since 1970; of an all-day event midnight UTC. */
  readonly dtstart: Whole | null;
  /** `null` for a recurring event, which has `duration`. */
  readonly dtend?: Whole | null;
  /** As RFC 5545: `P3600S`, `P1D`. */
  readonly duration?: string | null;
  readonly eventTimezone?: string | null;
  readonly eventEndTimezone?: string | null;
  readonly allDay?: Whole;
  readonly rrule?: string | null;
  readonly rdate?: string | null;
  readonly exrule?: string | null;
  readonly exdate?: string | null;
  /** Of an exception: the recurring event, and which occurrence it stands for. */
  readonly original_id?: Whole | null;
  readonly original_sync_id?: string | null;
  readonly originalInstanceTime?: Whole | null;
  readonly originalAllDay?: Whole | null;
  readonly lastDate?: Whole | null;
  readonly organizer?: string | null;
  readonly hasAlarm?: Whole;
  readonly hasAttendeeData?: Whole;
  readonly availability?: Whole;
  readonly accessLevel?: Whole;
  readonly selfAttendeeStatus?: Whole;
  readonly uid2445?: string | null;
  readonly _sync_id?: string | null;
  readonly deleted?: Whole;
}

/** A row of `content://com.android.calendar/attendees`. */
export interface AttendeeRow {
  readonly _id: Whole;
  readonly event_id: Whole;
  readonly attendeeName: string | null;
  readonly attendeeEmail: string | null;
  /** 1 attendee, 2 organizer, 3 performer, 4 speaker. */
  readonly attendeeRelationship?: Whole;
  /** 1 required, 2 optional, 3 resource. */
  readonly attendeeType?: Whole;
  /** 1 accepted, 2 declined, 3 invited, 4 tentative. */
  readonly attendeeStatus?: Whole;
}

/** A row of `content://com.android.calendar/reminders`. */
export interface ReminderRow {
  readonly _id: Whole;
  readonly event_id: Whole;
  /** Before the start; -1 is the calendar's default. */
  readonly minutes: Whole;
  /** 0 default, 1 alert, 2 e-mail, 3 SMS, 4 alarm. */
  readonly method: Whole;
}

/** What the calendar provider holds. */
export interface CalendarDatabase {
  readonly calendars: readonly CalendarRow[];
  readonly events: readonly EventRow[];
  readonly attendees: readonly AttendeeRow[];
  readonly reminders: readonly ReminderRow[];
}
