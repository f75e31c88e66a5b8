import { z } from 'zod';
import { endpoint } from './endpoint.js';

/** Why a row of a file is not taken. */
export const IMPORT_REFUSALS = [
  'columns',
  'name',
  'email',
  'department',
  'formula',
  'twice-in-file',
  'managed-by-directory',
] as const;
export type ImportRefusal = (typeof IMPORT_REFUSALS)[number];

const ImportedRow = z.object({
  /** Of the file, from 1; the header is line 1. */
  line: z.int(),
  name: z.string(),
  email: z.string(),
  department: z.string().nullable(),
});

/** What a file does, or would do. Lists are cut after their first rows; counts are of all. */
export const ImportReport = z.object({
  /** Nothing was written. */
  dryRun: z.boolean(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  addedRows: z.array(ImportedRow),
  changedRows: z.array(ImportedRow),
  refusedRows: z.array(z.object({ line: z.int(), reason: z.enum(IMPORT_REFUSALS) })),
  /** Columns of the file that are not read: roles, say, which no file gives. */
  ignoredColumns: z.array(z.string()),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const importPeopleEndpoints = {
  importPeople: endpoint({
    id: 'importPeople',
    method: 'POST',
    path: '/api/v1/people/import',
    tag: 'people',
    summary: 'Add and change employees by a CSV file (name, email, department); nobody is removed',
    auth: 'session',
    permission: 'people.add',
    query: z.object({ dryRun: z.enum(['true', 'false']).default('true') }),
    bodyType: 'text/csv',
    status: 200,
    response: ImportReport,
    errors: ['file-refused', 'too-large'],
  }),
};
