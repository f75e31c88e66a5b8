import type { Whole } from './message-rows.js';

/** A value of a contact's data row. */
export type DataValue = string | Whole | Uint8Array | null;

/** A row of `content://com.android.contacts/data`: what `data1` to `data15` mean is up to the mimetype. */
export interface ContactDataRow {
  readonly _id: Whole;
  readonly mimetype: string;
  readonly is_primary?: Whole;
  readonly is_super_primary?: Whole;
  readonly data1?: DataValue;
  readonly data2?: DataValue;
  readonly data3?: DataValue;
  readonly data4?: DataValue;
  readonly data5?: DataValue;
  readonly data6?: DataValue;
  readonly data7?: DataValue;
  readonly data8?: DataValue;
  readonly data9?: DataValue;
  readonly data10?: DataValue;
  readonly data11?: DataValue;
  readonly data12?: DataValue;
  readonly data13?: DataValue;
  /** A photo's display file, see `ContactsDatabase.displayPhotos`. */
  readonly data14?: DataValue;
  /** A photo's thumbnail. */
  readonly data15?: DataValue;
}

/** A raw contact, one account's view of a person; those with the same `contact_id` are one contact. */
export interface RawContact {
  readonly _id: Whole;
  readonly contact_id: Whole;
  /** `null` both: on the phone only. */
  readonly account_name: string | null;
  readonly account_type: string | null;
  readonly sourceid?: string | null;
  readonly version?: Whole;
  /** 1: deleted by the person, not yet by the account; no contact is made of it. */
  readonly deleted?: Whole;
  readonly starred?: Whole;
  readonly display_name: string | null;
  /** The contact's lookup key; made of `_id` where absent. */
  readonly lookup?: string;
  /** Milliseconds since 1970. */
  readonly contact_last_updated_timestamp?: Whole;
  readonly custom_ringtone?: string | null;
  readonly send_to_voicemail?: Whole;
  readonly data: readonly ContactDataRow[];
}

/** A row of `content://com.android.contacts/groups`. */
export interface ContactGroupRow {
  readonly _id: Whole;
  readonly account_name: string | null;
  readonly account_type: string | null;
  readonly title: string | null;
  readonly system_id?: string | null;
  readonly notes?: string | null;
  readonly sourceid?: string | null;
  readonly deleted?: Whole;
  readonly favorites?: Whole;
  readonly group_visible?: Whole;
}

/** What the contacts provider holds. */
export interface ContactsDatabase {
  readonly rawContacts: readonly RawContact[];
  readonly groups: readonly ContactGroupRow[];
  /** Full-size photos by the number in a photo's `data14`. */
  readonly displayPhotos: Readonly<Record<string, Uint8Array>>;
}
