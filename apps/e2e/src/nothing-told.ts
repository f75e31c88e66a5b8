import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { folderLocation, openRepository, type Unlock } from '@holdfast/storage';
import { expect, type Page } from '@playwright/test';
import { found } from './house/canary.js';
import type { House } from './house/house.js';
import { filesKept, type Kept, rowsKept } from './house/kept.js';
import { possibleKeys } from './house/keys-kept.js';

/** On the phone, in a name and in contents, and nowhere else in the world. */
const CANARY = `canary-${randomUUID()}`;
const ON_PHONE = {
  folder: 'DCIM/Of the lighthouse',
  name: `${CANARY}.txt`,
  contents: `says ${CANARY} aloud`,
};

export const plantCanary = (house: House): Promise<void> =>
  house.putOnPhone(`${ON_PHONE.folder}/${ON_PHONE.name}`, ON_PHONE.contents);

/** Gathers everything that a page is answered from now on. */
export function hearAnswers(page: Page): Kept[] {
  const heard: Kept[] = [];
  page.on('response', async (response) => {
    if (!(response.headers()['content-type'] ?? '').includes('json')) return;
    const text = await response.text().catch(() => '');
    heard.push({ where: new URL(response.url()).pathname, text });
  });
  return heard;
}

/**
 * Whoever takes everything that the server keeps, said and answered finds nothing of what is on the phone, nothing that tells
 * whose phone or computer it is beyond what the page *What my company can see* says, and nothing that opens what is stored.
 */
export async function expectNothingTold(house: House, answered: readonly Kept[]): Promise<void> {
  const words = (await readFile(join(house.folder, 'recovery-code'), 'utf8')).trim().split(' ');
  const secrets = words.slice(1).map((word, at) => `${String(words[at])} ${word}`);
  const onPhone = [CANARY, 'Of the lighthouse', 'PXL_20', 'plage', 'WhatsApp', 'DCIM/Camera'];
  const here = hostname().length > 6 ? [hostname()] : [];
  const rows = await rowsKept(house.data);
  const objects = await filesKept(join(house.data, 'objects'));
  const files = await filesKept(house.data, ['objects', 'postgres']);
  const logs = [{ where: 'what the server printed', text: house.serverSaid() }];
  const kept = [...rows, ...objects, ...files, ...logs, ...answered];

  expect(found([...onPhone, house.serial, ...secrets, ...here], kept)).toEqual([]);
  // What an address of the network was is nobody's business either; where the database listens is in files only.
  expect(found(['127.0.0.1', '::1'], [...rows, ...logs, ...answered])).toEqual([]);
  // That something would be found: the name of the phone is what the company does see, and what is on it is on it.
  const where = found(["Mira's Pixel"], kept).map((one) => one.split(':')[0]);
  expect(where).toEqual(expect.arrayContaining(['public.fleet_phones', '/api/v1/phones']));
  const phone = await filesKept(join(house.folder, 'phone'));
  for (const canary of onPhone) expect(found([canary], phone)).not.toEqual([]);

  const ofServer = possibleKeys([...rows, ...files, ...objects]);
  const ofWorkstation = possibleKeys(await filesKept(house.workstationFolder));
  const repository = dirname(objects.find((one) => one.where.endsWith('/config'))?.where ?? '');
  const location = folderLocation(join(house.data, 'objects', repository));
  const opens = async (unlock: Unlock): Promise<boolean> => {
    const workFolder = await mkdtemp(join(tmpdir(), 'holdfast-thief-'));
    try {
      await (await openRepository({ location, workFolder, unlock })).close();
      return true;
    } catch {
      return false;
    } finally {
      await rm(workFolder, { recursive: true });
    }
  };
  const hashed = (key: Uint8Array): Uint8Array => createHash('sha256').update(key).digest();
  const openedBy = async (keys: readonly Uint8Array[]): Promise<number> => {
    let opened = 0;
    for (const privateKey of keys) if (await opens({ kind: 'key', privateKey })) opened += 1;
    return opened;
  };
  expect(ofServer.length).toBeGreaterThan(10);
  expect(await openedBy([...ofServer, ...ofServer.map(hashed)])).toBe(0);
  // That one of these would open it if it were there.
  expect(await openedBy(ofWorkstation)).toBe(1);
  expect(await opens({ kind: 'recovery-code', words: words.join(' ') })).toBe(true);
}
