import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderBytes } from '../engine/folder-bytes.mjs';
import { rounded } from '../engine/results.mjs';
import { startHoldfast } from '../sign-in/holdfast-server.mjs';
import { loadFleet } from './load-fleet.mjs';
import { startQuickPostgres } from './quick-postgres.mjs';

const NOTE = 'bench-fleet.json';
/** Of what the loader makes: another one is another fleet. */
const FORM = 6;
/** Longer ago, and too many of its people are overdue by now to be like anybody's. */
const KEEPS_MS = 2 * 86_400_000;

/**
 * A data folder of the server with the fleet in it: the one that is there, where it is the one that is asked for and not too
 * old, or a new one. What it is stands in a note that is written last: a folder without it was not finished.
 *
 * @typedef {{ form: number, seed: number, phones: number, migration: string, now: string, seconds: number, gib: number,
 *   companies: { company: string, phones: number, people: number }[] }} Fleet
 * @param {{ folder: string, phones: number, seed: number, tell: (text: string) => void, signal: AbortSignal }} asked
 * @returns {Promise<Fleet & { reused: boolean }>}
 */
export async function fleetFolder({ folder, phones, seed, tell, signal }) {
  const asked = { form: FORM, seed, phones, migration: newestMigration() };
  const known = noteIn(folder);
  if (known && isStill(known, asked)) return { ...known, reused: true };
  if (!known && existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder} is neither empty nor a fleet that was made here: nothing was touched.`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  const began = performance.now();
  // What stands there until the fleet is whole: an unfinished folder may be made anew.
  writeFileSync(join(folder, NOTE), '{}\n');
  const server = await startHoldfast(folder);
  await server.stop();
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const postgres = await startQuickPostgres(folder);
  let companies;
  try {
    companies = await loadFleet([await postgres.client(), await postgres.client()], {
      ...{ seed, phones, now, tell, signal },
    });
  } finally {
    await postgres.stop();
  }
  const made = {
    ...asked,
    ...{ now: now.toISOString(), seconds: rounded((performance.now() - began) / 1000), companies },
    gib: rounded((await folderBytes(folder)) / 1024 ** 3),
  };
  writeFileSync(join(folder, NOTE), `${JSON.stringify(made, null, 2)}\n`);
  return { ...made, reused: false };
}

/** By its file: what the server has, and not what a folder was made with. */
function newestMigration() {
  const files = readdirSync(new URL('../../apps/api/dist/database/migrations/', import.meta.url));
  return (
    files
      .filter((name) => /^\d+-.*\.js$/.test(name))
      .sort()
      .at(-1) ?? ''
  );
}

/** @returns {Fleet | undefined} */
function noteIn(folder) {
  const file = join(folder, NOTE);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function isStill(known, asked) {
  const age = Date.now() - Date.parse(known.now);
  return Object.entries(asked).every(([name, value]) => known[name] === value) && age < KEEPS_MS;
}
