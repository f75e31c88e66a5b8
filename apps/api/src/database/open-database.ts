import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Configuration, keptSecret, makeDataFolder } from '../configuration/index.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { migrate } from './migrate.js';

const DATABASE = 'holdfast';
const LOCK = 4_701_003;

/** A migrated database and how to let go of it. `url` holds a password: not for logs. */
export interface OpenDatabase {
  readonly url: string;
  close(): Promise<void>;
}

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, application_name: 'holdfast_server' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

const makeDatabase = async (url: string): Promise<void> => {
  const client = await connect(url);
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
};

/** Held as long as the server lives; a killed server's connection ends with it, and so does its lock. */
const holdAlone = async (url: string, folder: string): Promise<pg.Client> => {
  const client = await connect(url);
  for (let tries = 0; tries < 25; tries += 1) {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
    if (rows[0]?.mine) return client;
    await sleep(200);
  }
  await client.end();
  throw new Error(
    `Another Holdfast server runs on ${folder}. Stop it first, or choose another HOLDFAST_DATA.`,
  );
};

const openEmbedded = async (folder: string): Promise<OpenDatabase> => {
  await makeDataFolder(folder);
  const postgres = new EmbeddedPostgres(folder, await keptSecret(folder, 'postgres-password'));
  await postgres.start();
  await makeDatabase(postgres.url('postgres'));
  const url = postgres.url(DATABASE);
  const alone = await holdAlone(url, folder);
  const close = async (): Promise<void> => {
    await alone.end().catch(() => undefined);
    await postgres.stop();
  };
  try {
    await migrate(url);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
};

/** Opens the database that the configuration names, or the embedded one below the data folder, and migrates it. */
export const openDatabase = async (configuration: Configuration): Promise<OpenDatabase> => {
  const { databaseUrl, dataFolder } = configuration.values;
  if (databaseUrl === undefined) return openEmbedded(dataFolder);
  await migrate(databaseUrl);
  return { url: databaseUrl, close: () => Promise.resolve() };
};
