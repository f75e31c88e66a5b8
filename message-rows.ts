/** A whole number; beyond 2^53 as a bigint. */
export type Whole = number | bigint;

/** A row of `content://sms`: columns of AOSP's Telephony.Sms. What is absent is the column's default. */
export interface SmsRow {
  readonly _id: Whole;
  readonly thread_id?: Whole;
  readonly address: string | null;
  /** Milliseconds since 1970. */
  readonly date: Whole;
  /** Milliseconds since 1970; 0 where unknown. */
  readonly date_sent?: Whole;
  /** 1 inbox, 2 sent, 3 draft, 4 outbox, 5 failed, 6 queued. */
  readonly type: Whole;
  readonly read?: Whole;
  readonly seen?: Whole;
  readonly status?: Whole;
  readonly protocol?: Whole | null;
  readonly subject?: string | null;
  readonly body: string | null;
  readonly service_center?: string | null;
  readonly locked?: Whole;
  readonly sub_id?: Whole;
  readonly error_code?: Whole;
  readonly creator?: string | null;
}

/** A row of `content://mms`: columns of AOSP's Telephony.Mms, with what belongs to it. */
export interface MmsRow {
  readonly _id: Whole;
  readonly thread_id?: Whole;
  /** SECONDS since 1970, unlike an SMS. */
  readonly date: Whole;
  readonly date_sent?: Whole;
  /** 1 inbox, 2 sent, 3 draft, 4 outbox, 5 failed. */
  readonly msg_box: Whole;
  /** 128 sent, 130 announced only, 132 received. */
  readonly m_type: Whole;
  readonly read?: Whole;
  readonly seen?: Whole;
  readonly m_id?: string | null;
  readonly tr_id?: string | null;
  readonly sub?: string | null;
  /** The character set (IANA MIBenum) that `sub` came in; the provider holds its bytes as latin1 text. */
  readonly sub_cs?: Whole | null;
  readonly ct_t?: string | null;
  readonly ct_l?: string | null;
  readonly m_size?: Whole | null;
  readonly sub_id?: Whole;
  readonly creator?: string | null;
  readonly text_only?: Whole;
}

/** A row of `content://mms/N/addr`. */
export interface MmsAddressRow {
  readonly _id: Whole;
  readonly address: string | null;
  /** 137 from, 151 to, 130 copy, 129 blind copy. */
  readonly type: Whole;
  readonly charset?: Whole;
}

/** A row of `content://mms/part`; `text` for texts, `bytes` for all else, served by `content read`. */
export interface MmsPartRow {
  readonly _id: Whole;
  readonly seq: Whole;
  /** Its media type. */
  readonly ct: string | null;
  readonly name?: string | null;
  readonly chset?: Whole | null;
  readonly cd?: string | null;
  readonly fn?: string | null;
  readonly cid?: string | null;
  readonly cl?: string | null;
  readonly text?: string | null;
  readonly bytes?: Uint8Array;
}

/** One multimedia message. */
export interface Mms {
  readonly message: MmsRow;
  readonly addresses: readonly MmsAddressRow[];
  readonly parts: readonly MmsPartRow[];
}

/** A row of `content://call_log/calls`: columns of AOSP's CallLog.Calls. */
export interface CallRow {
  readonly _id: Whole;
  readonly number: string | null;
  /** 1 shown, 2 withheld, 3 unknown, 4 pay phone. */
  readonly presentation?: Whole;
  /** Milliseconds since 1970. */
  readonly date: Whole;
  /** Seconds. */
  readonly duration: Whole;
  /** 1 incoming, 2 outgoing, 3 missed, 4 voicemail, 5 rejected, 6 blocked, 7 answered elsewhere. */
  readonly type: Whole;
  readonly name?: string | null;
  readonly numbertype?: Whole | null;
  readonly numberlabel?: string | null;
  readonly countryiso?: string | null;
  readonly geocoded_location?: string | null;
  readonly features?: Whole;
  readonly new?: Whole;
  readonly is_read?: Whole | null;
  readonly last_modified?: Whole;
}
