import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fillDemoPhone, seededDatabases, startAndroidPhone } from '@holdfast/phone-simulator';
import { holdfast } from './run-holdfast.js';
import type { Temporary } from './temporary.js';

/** What a phone's folder holds: path → digest and whole seconds of its time. */
export function phoneTree(root: string): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    tree[file.slice(root.length + 1)] = `${digest} ${Math.floor(statSync(file).mtimeMs / 1000)}`;
  }
  return tree;
}

/** A repository whose one snapshot is of an Android phone with databases that is no more. Returns what that one held. */
export async function losePhone(place: Temporary): Promise<Record<string, string>> {
  const root = place.at('lost');
  mkdirSync(root);
  await fillDemoPhone(root, 5);
  const held = phoneTree(root);
  const databases = seededDatabases(5, { sms: 20, mms: 2, contacts: 5, calls: 4, events: 3 });
  const phone = await startAndroidPhone({ root, serial: 'HFLOST', auth: 'none', databases });
  const source = ['--source', `android:127.0.0.1:${phone.port}`];
  for (const words of [
    ['init', ...place.newRepository],
    ['backup', ...place.repository, ...source],
  ]) {
    const { code, stderr } = await holdfast(words, place.at('home'));
    if (code !== 0) throw new Error(stderr);
  }
  await phone.close();
  return held;
}
