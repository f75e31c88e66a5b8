/** Whom the rows of a table are about. `staff`: people as administrators of the company, not as owners of a phone. */
export type About = 'employees' | 'staff' | 'company' | 'operators' | 'nobody';

/**
 * Who lets go of rows when their term ends. `terms`: the daily job; `sweep`: what is past its expiry is deleted within
 * minutes; `erasure`: goes when the person is erased; `person`: goes when who it belongs to removes it; `replaced`: each
 * newer one takes its place; `company`: kept as long as the company is here, as evidence or as its own setting.
 */
export type Remover = 'terms' | 'sweep' | 'erasure' | 'person' | 'replaced' | 'company';

/** One table of the database: the unit of the record of processing (GDPR Art. 30). */
export interface KeptTable {
  /** What its rows say, for somebody who is not an engineer. */
  readonly holds: string;
  readonly about: About;
  /** Until when, as a sentence's end: "until …", "14 days, then …". */
  readonly until: string;
  readonly by: readonly Remover[];
}

export type KeptTables = Readonly<Record<string, KeptTable>>;
