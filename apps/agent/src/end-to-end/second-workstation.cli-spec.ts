import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createRepository, folderLocation, newKeyPair } from '@holdfast/storage';
import { publicKeyOf } from '../managed/public-key.js';
import { atTerminal } from '../testing/at-terminal.js';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { filesBelow } from '../testing/iphone-room.js';
import { holdfast } from '../testing/run-holdfast.js';
import type { Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(90_000);

const place = temporary();
const plane = new ControlPlaneDouble();
const on =
  (home: string) =>
  (...words: string[]): Promise<Finished> =>
    holdfast(words, place.at(home));
const [first, second, third] = [on('first'), on('second'), on('third')];
const codeFile = ['--recovery-code-file', place.at('code')];
const WRONG = '0000-0000-0000';

interface Enrolled {
  repositoryId: string;
  approvalCode: string | null;
  recoveryCodeProven: boolean | null;
  phone: { phoneId: string };
}

function enrol(more: readonly string[] = []): string[] {
  writeFileSync(place.at('token'), plane.authorization.newToken());
  return ['enrol', plane.origin, '--token-file', place.at('token'), '--accept-notice', '--json', ...more];
}

/** A folder with one file, enrolled as a phone. */
function phone(name: string): string[] {
  mkdirSync(place.at(name, 'DCIM'), { recursive: true });
  writeFileSync(place.at(name, 'DCIM', `${name}.jpg`), `of ${name}`);
  return ['--phone', `folder:${place.at(name)}`, '--phone-label', name, '--yes'];
}

const mainWraps = (): string[] => plane.store.named(plane.ids.repository, 'keys/').map(({ name }) => name);
const interim = (): string => plane.keys.interim[0]?.repositoryId ?? '';
const waitingCode = async (): Promise<string> =>
  (await second('enrol', '--json')).json<Enrolled>().approvalCode ?? '';

beforeAll(async () => {
  await plane.start();
  const enrolled = await first(...enrol([...codeFile, '--prove-recovery-code', ...phone('early')]));
  expect(enrolled.json()).toMatchObject({ recoveryCodeProven: true, approvalCode: null });
  expect((await first('backup')).code).toBe(0);
});
afterAll(async () => {
  await plane.stop();
  place.remove();
});

describe('a second workstation', () => {
  let code = '';

  it('asks to be let in, and backs up to a repository of its own until it is', async () => {
    const wraps = mainWraps();
    const enrolled = (await second(...enrol(phone('late')))).json<Enrolled>();
    expect(enrolled).toMatchObject({ repositoryId: interim(), recoveryCodeProven: null });
    code = enrolled.approvalCode ?? '';
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await second('backup')).code).toBe(0);
    expect(plane.snapshots.map(({ repositoryId }) => repositoryId)).toEqual([
      plane.ids.repository,
      interim(),
    ]);
    expect(mainWraps()).toEqual(wraps);
    for (const said of [code, code.replaceAll('-', '')]) expect(plane.heard.join()).not.toContain(said);
  });

  it('is not let in by wrong codes, nor by the right one over another key than it has; the fifth refuses it', async () => {
    const wraps = mainWraps();
    plane.keys.shownKey = Buffer.from(newKeyPair().publicKey).toString('base64');
    const typed = [WRONG, code, code.toLowerCase(), 'no code', code];
    let tries = 0;
    const refused = await atTerminal(['approve'], place.at('first'), () => typed[tries++] ?? '');
    plane.keys.shownKey = undefined;
    expect([refused.code, tries]).toEqual([16, 5]);
    expect(refused.seen.match(/^That is not it\.$/gm)).toHaveLength(4);
    expect(refused.seen).toContain('for the fifth time');
    expect([...plane.keys.requests.values()].map(({ state }) => state)).toEqual(['refused']);
    expect(mainWraps()).toEqual(wraps);
  });

  it('asks again, and is refused by who does not know it', async () => {
    const again = await waitingCode();
    expect(again).not.toBe(code);
    expect((await first('approve', '--refuse', '--json')).json()).toMatchObject({ approved: null });
    expect([...plane.keys.requests.values()].map(({ state }) => state)).toEqual(['refused', 'refused']);
  });

  it('is let in by the code that it shows: it opens all that was before, and all open what it wrote meanwhile', async () => {
    writeFileSync(place.at('shown'), await waitingCode());
    const approved = await first('approve', 'Second', '--code-file', place.at('shown'), '--json');
    expect([approved.code, approved.json()]).toEqual([
      0,
      expect.objectContaining({ approved: expect.any(String) }),
    ]);
    const joined = (await second('enrol', '--json')).json<Enrolled>();
    expect(joined).toMatchObject({ repositoryId: plane.ids.repository, approvalCode: null });
    expect((await second('backup')).code).toBe(0);
    expect(plane.snapshots.at(-1)?.repositoryId).toBe(plane.ids.repository);
    const all = (await second('snapshots', '--json')).json<{ snapshots: unknown[] }>();
    expect(all.snapshots).toHaveLength(2);
    const { phoneId } = JSON.parse(readFileSync(place.at('first', 'state', 'phones.json'), 'utf8'))
      .phones[0] as { phoneId: string };
    const old = ['restore', 'latest', '--phone', phoneId, '--target', place.at('old')];
    expect((await second(...old)).code).toBe(0);
    expect(existsSync(place.at('old', 'DCIM', 'early.jpg'))).toBe(true);
    expect((await first('ls', 'latest', '-R', '--interim')).stdout).toContain('late.jpg');
    const byCode = ['restore', 'latest', '--interim', ...codeFile, '--target', place.at('meanwhile')];
    expect((await first(...byCode)).code).toBe(0);
    expect(existsSync(place.at('meanwhile', 'DCIM', 'late.jpg'))).toBe(true);
  });
});

describe('another repository in the place of the main one', () => {
  it('gets nothing, of who knows the right one or has the code, though both would open it', async () => {
    const { privateKey } = JSON.parse(readFileSync(place.at('first', 'state', 'secrets.json'), 'utf8')) as {
      privateKey: string;
    };
    const publicKey = publicKeyOf(privateKey);
    const words = readFileSync(place.at('code'), 'utf8').trim();
    const forged = await createRepository({
      location: folderLocation(place.at('forged')),
      workFolder: place.at('forged-work'),
      recipients: [
        { kind: 'key', role: 'workstation', name: 'known', publicKey },
        { kind: 'recovery-code', words },
      ],
      unlock: { kind: 'recovery-code', words },
    });
    await forged.close();
    const [own, uploads] = [new Map(plane.objects), plane.store.uploads];
    plane.objects.clear();
    for (const [name, at] of filesBelow(place.at('forged'))) plane.objects.set(name, readFileSync(at));
    const refusals = [await first('backup'), await third(...enrol(codeFile))];
    expect(refusals.map(({ code }) => code)).toEqual([16, 16]);
    expect(plane.store.uploads).toBe(uploads);
    plane.objects.clear();
    for (const [name, bytes] of own) plane.objects.set(name, bytes);
    // The right one lets it in by the code.
    const joined = (await third('enrol', ...codeFile, '--json')).json<Enrolled>();
    expect(joined).toMatchObject({ repositoryId: plane.ids.repository, approvalCode: null });
  });
});
