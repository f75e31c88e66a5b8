import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pg from 'pg';

/** Something that is kept or was said, and where. Bytes are one letter each. */
export interface Kept {
  readonly where: string;
  readonly text: string;
}

/** Every row of every table that the server has, as its database's superuser reads them. */
export async function rowsKept(dataFolder: string): Promise<Kept[]> {
  const password = (await readFile(join(dataFolder, 'postgres-password'), 'utf8')).trim();
  const port = (await readFile(join(dataFolder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3];
  const client = new pg.Client(`postgres://holdfast:${password}@127.0.0.1:${String(port)}/holdfast`);
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const kept: Kept[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      kept.push(...rows.map(({ row }) => ({ where: name, text: row })));
    }
    return kept;
  } finally {
    await client.end();
  }
}

/** Every file below a folder, its name with it; `without`: names of folders directly in it. */
export async function filesKept(folder: string, without: readonly string[] = []): Promise<Kept[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const kept = files.filter((file) => !without.some((name) => relative(folder, file).startsWith(`${name}/`)));
  return Promise.all(
    kept.map(async (file) => ({
      where: relative(folder, file),
      text: `${relative(folder, file)}\n${await readFile(file, 'latin1')}`,
    })),
  );
}
