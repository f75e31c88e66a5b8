import { DomainError } from '../../problems/index.js';

/** What is wrong in a document, and where. Lines and columns count from 1. */
export interface DocumentIssue {
  readonly code: string;
  /** `policies.Drivers.schedule.everyHours`; empty: the document. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly sentence: string;
}

const MOST = 20;

/** `document-refused`, with the line and the column of each issue. */
export const documentRefused = (issues: readonly DocumentIssue[]): DomainError => {
  const told = issues.slice(0, MOST).map(({ code, path, line, column, sentence }) => ({
    code,
    path,
    message: `Line ${String(line)}, column ${String(column)}: ${sentence}`.slice(0, 500),
  }));
  return new DomainError('document-refused', `${told[0]?.message ?? ''} Nothing was changed.`, {
    issues: told,
  });
};
