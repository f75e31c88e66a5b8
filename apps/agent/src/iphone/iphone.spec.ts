import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Selection, SnapshotEntry } from '@holdfast/storage';
import { acrossPlatforms } from '../restore-to-phone/across-platforms.js';
import { readingFor } from './iphone-reading.js';
import { roomLeft } from './room-left.js';
import { withScratchFolder } from './scratch-folder.js';
import { stepText, waitingText } from './step-text.js';
import { withoutPhoneStore } from './without-phone-store.js';

const entry = (path: string, category = 'photos', kind: SnapshotEntry['kind'] = 'file'): SnapshotEntry => ({
  path: path.split('/').map((name) => Buffer.from(name)),
  kind,
  size: 1n,
  mtimeNs: 0n,
  category,
});
/** Asked on the way down, as a walk asks. */
function takes(selection: Selection, one: SnapshotEntry): boolean {
  let at: Selection | undefined = selection;
  for (const name of one.path.slice(0, -1)) at = at?.below(name);
  return at?.takes(one) ?? false;
}

describe('what of an iPhone is read', () => {
  it('is all of it, or photos and videos, and nothing between', () => {
    expect(readingFor(undefined)).toBe('whole');
    expect(readingFor(['photos', 'videos'])).toBe('photos');
    expect(() => readingFor(['photos', 'contacts'])).toThrow('contacts cannot be read alone');
  });
});

describe('what its person is told to do', () => {
  it('is one sentence for each step, and nothing when nothing is waited for', () => {
    expect(stepText({ step: 'passcode', seconds: 180 })).toContain('within 3 min');
    expect(stepText({ step: 'trust' })).toContain('Trust');
    expect(stepText({ step: 'unlock' })).toContain('unlock');
    expect(stepText({ step: 'none' })).toBeUndefined();
    expect(waitingText({ step: 'passcode', askedSecondsAgo: 60, secondsLeft: 120 })).toContain('2 min left');
    expect(waitingText({ step: 'trust', askedSecondsAgo: 5, secondsLeft: null })).toContain('tap Trust');
  });
});

describe('what comes back of an iPhone', () => {
  it('is all but what the phone keeps for itself', () => {
    const selection = withoutPhoneStore();
    expect(takes(selection, entry('DCIM/1.jpg'))).toBe(true);
    expect(takes(selection, entry('Phone backup/Manifest.db', 'other'))).toBe(false);
    expect(takes(selection, entry('Phone backup', 'other', 'directory'))).toBe(false);
    expect(takes(selection, entry('Apps/Phone backup/x', 'app-data'))).toBe(true);
  });

  it.each([
    ['DCIM/1.jpg', 'photos', true],
    ['Apps/com.example/Documents/a.pdf', 'documents', true],
    ['Phone records/Contacts/contacts.vcf', 'contacts', true],
    ['Messages/Attachments/a/b.jpg', 'messages', true],
    ['Messages/sms.db', 'messages', false],
    ['Keychain/keychain-backup.plist', 'keychain', false],
    ['Phone backup/Manifest.db', 'other', false],
  ])('goes onto another kind of phone where that can use it: %s', (path, category, isTaken) => {
    expect(takes(acrossPlatforms(), entry(path, category))).toBe(isTaken);
    const nothing: Selection = { takes: () => false, below: () => nothing };
    expect(takes(acrossPlatforms(nothing), entry(path, category))).toBe(false);
  });
});

describe('room for a backup', () => {
  let parent: string;
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'holdfast-room-'));
  });
  afterAll(() => rmSync(parent, { recursive: true }));

  it('is that of the repository’s disk, also before its folder is made', async () => {
    const free = await roomLeft(parent, join(parent, 'not', 'made'));
    expect(free).toBeGreaterThan(0n);
    expect(free).toBeLessThan(2n ** 43n);
    expect(await roomLeft(parent)).toBeGreaterThanOrEqual(free);
  });

  it('for manifests is private, and gone afterwards, also when the work failed', async () => {
    let seen = '';
    const failing = withScratchFolder(join(parent, 'cache'), async (folder) => {
      seen = folder;
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      writeFileSync(join(folder, 'Manifest.db'), 'names');
      throw new Error('unplugged');
    });
    await expect(failing).rejects.toThrow('unplugged');
    expect(seen).not.toBe('');
    expect(existsSync(seen)).toBe(false);
  });
});
