/** What of a person the directory says, and all that is kept of it. Absent is null. */
export interface UserRecord {
  readonly userName: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** As it was written; it is compared without case. */
  readonly email: string;
  readonly department: string | null;
  /** The id of a person here; kept only when there is one. */
  readonly managerId: string | null;
  readonly active: boolean;
}

/** A record as it is kept. */
export interface StoredUser extends UserRecord {
  readonly employeeId: string;
  /** Deleted in the directory. */
  readonly deleted: boolean;
  readonly version: number;
  readonly since: Date;
  readonly changedAt: Date;
}

const FIELDS = [
  'userName',
  'externalId',
  'displayName',
  'givenName',
  'familyName',
  'email',
  'department',
  'managerId',
  'active',
] as const satisfies readonly (keyof UserRecord)[];

/** Names of fields in which two records differ. */
export const differences = (before: UserRecord, after: UserRecord): string[] =>
  FIELDS.filter((field) => before[field] !== after[field]);

const MOST = 120;

/** Control characters and bidi marks out, one line. */
const tidy = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** How Holdfast calls a person of whom the directory says this. */
export const shownName = ({ displayName, givenName, familyName, userName }: UserRecord): string => {
  const said = tidy(displayName ?? '') || tidy([givenName, familyName].filter(Boolean).join(' '));
  const name = said || tidy(userName) || userName;
  return [...name].slice(0, MOST).join('').trim();
};
