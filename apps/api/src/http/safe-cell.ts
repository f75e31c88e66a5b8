/**
 * A cell that no spreadsheet takes for a formula: a leading `= + - @`, tab or line break gets an apostrophe before it
 * (OWASP, CSV injection). Other control characters are dropped: names come from outside.
 */
export const safeCell = (text: string): string => {
  const printable = text.replace(/[^\P{Cc}\t\r\n]/gu, '');
  return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(printable) ? `'${printable}` : printable;
};
