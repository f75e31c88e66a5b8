import type { z } from 'zod';

/** The server cannot start: every wrong variable by name with what it must be. No value is repeated. */
export class ConfigurationError extends Error {
  readonly problems: readonly { variable: string; message: string }[];

  constructor(error: z.ZodError) {
    const problems = error.issues.map((issue) => ({
      variable: String(issue.path[0] ?? 'settings'),
      message: issue.message,
    }));
    const lines = problems.map(({ variable, message }) => `  ${variable}: ${message}`);
    super(`The settings are not right:\n${lines.join('\n')}\ndocs/operations.md lists every setting.`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}
