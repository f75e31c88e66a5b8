import type { ImportRefusal } from '@holdfast/contracts';
import { z } from 'zod';
import type { CsvRow } from './read-csv.js';

export interface ImportedPerson {
  readonly line: number;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly department: string | null;
}

export type CheckedRow = ImportedPerson | { readonly line: number; readonly reason: ImportRefusal };

const MOST = 120;
const Email = z.email().max(254);
/** What a spreadsheet computes instead of showing (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** One line without control characters and bidi marks. An apostrophe that only kept a formula from being one goes. */
const tidy = (text: string): string =>
  text
    .replace(/^'(?=[=+\-@\t\r])/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A row as a person, or why it is none. */
export const checkRow = ({ line, cells }: CsvRow): CheckedRow => {
  if (!cells) return { line, reason: 'columns' };
  if (Object.values(cells).some((cell) => FORMULA.test(cell))) return { line, reason: 'formula' };
  const [name, department] = [tidy(cells.name), tidy(cells.department)];
  if (name === '' || [...name].length > MOST) return { line, reason: 'name' };
  if ([...department].length > MOST) return { line, reason: 'department' };
  const email = Email.safeParse(cells.email.trim().toLowerCase());
  if (!email.success) return { line, reason: 'email' };
  return { line, name, email: email.data, department: department === '' ? null : department };
};
