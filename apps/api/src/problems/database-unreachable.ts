const CONNECTION_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Class 08 connection exception, 28 not let in, 3D000 no such database (taken away or restored); 57P01–57P03 shutdown and start; 53300 too many connections (PostgreSQL, appendix A). */
const SQL_STATES = /^(?:08...|28...|3D000|57P0[123]|53300)$/;

const codesOf = (error: unknown, depth = 0): string[] => {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { code, driverError, cause } = error as { code?: unknown; driverError?: unknown; cause?: unknown };
  return [
    ...(typeof code === 'string' ? [code] : []),
    ...codesOf(driverError, depth + 1),
    ...codesOf(cause, depth + 1),
  ];
};

const MESSAGES = /Connection terminated|timeout exceeded when trying to connect|Driver not Connected/i;

/** The error means that PostgreSQL is away, not that the request was wrong: a retry helps. */
export const isDatabaseUnreachable = (error: unknown): boolean =>
  codesOf(error).some((code) => CONNECTION_ERRORS.has(code) || SQL_STATES.test(code)) ||
  (error instanceof Error && MESSAGES.test(error.message));
