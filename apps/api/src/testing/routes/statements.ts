import type { DataSource } from 'typeorm';
import { API_DATA_SOURCE } from '../../database/tenant.js';
import type { TestApp } from '../test-app.js';

/**
 * Writes down the SQL of requests, by replacing the logger of their pool: what the database is asked is all that could
 * take another time, and it is compared exactly where a clock would only guess.
 */
export const statementsOf = (app: TestApp): (() => string[]) => {
  const source = app.app.get<DataSource>(API_DATA_SOURCE, { strict: false });
  let seen: string[] = [];
  const nothing = (): void => undefined;
  source.logger = {
    logQuery: (text: string) => {
      // Once a minute for whoever asks, whatever they ask for: a slow machine would see it here and not there.
      if (!text.includes('SET idle_expires_at')) seen.push(text.replaceAll(/\s+/g, ' '));
    },
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  return () => {
    const taken = seen;
    seen = [];
    return taken;
  };
};
