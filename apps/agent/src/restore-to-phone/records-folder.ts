/** The folder at the top of a snapshot that holds what was read from a phone's databases (docs/phone-records.md). */
export const RECORDS_FOLDER = 'Phone records';
