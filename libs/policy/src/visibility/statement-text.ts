import { type Claim, CLAIM_COLUMNS, COLUMN_TITLES } from './claim.js';

/** Changes with the layout below: an acknowledgement is of exact bytes. */
const FORMAT = 1;

/**
 * The statement that an employee acknowledges: the company's notice, then each column. Its UTF-8 bytes are hashed
 * (SHA-256), so this text is shown as it is, and the same inputs give the same bytes on every machine.
 */
export function statementText(notice: string, claims: readonly Claim[]): string {
  const columns = CLAIM_COLUMNS.map((column) => {
    const lines = claims.filter((claim) => claim.column === column).map(({ text }) => `- ${text}`);
    return `${COLUMN_TITLES[column]}\n\n${lines.join('\n')}`;
  });
  return `${[notice.replaceAll('\r\n', '\n').trim(), ...columns].join('\n\n')}\n\n(statement, format ${String(FORMAT)})\n`;
}
