import type { ClientBase, QueryResult } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/**
 * A statement that a connection plans once and not at each call (PREPARE by its name): for what is asked hundreds of times
 * a second, where planning costs more than running.
 */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

type Client = Pick<ClientBase, 'query'>;

const run = async <T extends object>(
  { logger }: DataSource,
  client: Client,
  { name, text }: Prepared,
  values: unknown[],
): Promise<T[]> => {
  // As TypeORM does for its own: whoever watches statements sees these too.
  logger.logQuery(text, values);
  const answer = (await client.query({ name, text, values })) as QueryResult<T>;
  return answer.rows;
};

/** Runs it joining a use case's transaction. */
export const runPrepared = async <T extends object>(
  db: EntityManager,
  statement: Prepared,
  values: unknown[],
): Promise<T[]> => {
  const { queryRunner, dataSource } = db;
  if (!queryRunner) throw new Error('A prepared statement joins a transaction');
  return run<T>(dataSource, (await queryRunner.connect()) as Client, statement, values);
};

/** Runs it alone, a transaction of its own, in one round trip. */
export const askOne = <T extends object>(
  source: DataSource,
  statement: Prepared,
  values: unknown[],
): Promise<T[]> => {
  const { master } = source.driver as unknown as { master: Client };
  return run<T>(source, master, statement, values);
};
