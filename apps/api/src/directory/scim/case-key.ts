/** A text as it is compared where case does not matter (`caseExact` false, RFC 7643, section 2.2). */
export const caseKey = (text: string): string => text.normalize('NFC').toLowerCase();

/** What PostgreSQL can keep and answer as it came: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);
