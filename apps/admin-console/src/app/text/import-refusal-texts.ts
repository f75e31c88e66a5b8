import type { ImportRefusal } from '@holdfast/contracts';

/** Why a row of a file was not taken. */
export const IMPORT_REFUSAL_TEXTS: Record<ImportRefusal, string> = {
  columns: $localize`it has more or fewer cells than the first line`,
  name: $localize`a name is missing, or longer than 120 characters`,
  email: $localize`this is no e-mail address`,
  department: $localize`the department is longer than 120 characters`,
  formula: $localize`a cell begins like a formula of a spreadsheet`,
  'twice-in-file': $localize`the same e-mail address stands further up`,
  'managed-by-directory': $localize`the directory says who this is: change it there`,
};
