import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { keyFingerprint } from '@holdfast/storage';
import { createRepository, folderLocation, newKeyPair, newRecoveryCode } from '@holdfast/storage';
import type { KeyPair } from '@holdfast/storage';
import { publicKeyOf } from '../managed/public-key.js';
import { atTerminal, lastMatch } from '../testing/at-terminal.js';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { filesBelow } from '../testing/iphone-room.js';
import { filesOpened } from '../testing/opened-copy.js';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
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
const TODAY = new Date().toISOString().slice(0, 10);
const page = place.at('page.html');
const codeFile = ['--recovery-code-file', place.at('code')];
const [own, foreign] = [newKeyPair(), newKeyPair()];

interface Enrolled {
  repositoryId: string;
  approvalCode: string | null;
}

function enrol(more: readonly string[] = []): string[] {
  writeFileSync(place.at('token'), plane.authorization.newToken());
  return ['enrol', plane.origin, '--token-file', place.at('token'), '--accept-notice', ...more];
}

/** A folder with one file, enrolled as a phone. */
function phone(name: string): string[] {
  mkdirSync(place.at(name), { recursive: true });
  writeFileSync(place.at(name, `${name}.jpg`), `of ${name}`);
  return ['--phone', `folder:${place.at(name)}`, '--phone-label', name, '--yes'];
}

function companyKey(kind: 'none' | 'split', { publicKey }: KeyPair): void {
  plane.policy = { ...plane.policy, privacy: { ...plane.policy.privacy, companyKey: kind } };
  const fingerprint = keyFingerprint(publicKey);
  plane.companyKey = { publicKey: Buffer.from(publicKey).toString('base64'), fingerprint };
}

const main = plane.ids.repository;
const interim = (): string => plane.keys.interim[0]?.repositoryId ?? '';
const wraps = (epoch = ''): string[] => plane.store.named(main, `keys/${epoch}`).map(({ name }) => name);
const companyWraps = (epoch?: string): string[] => wraps(epoch).filter((name) => name.includes('company'));
const keyOf = (home: string): string =>
  (JSON.parse(readFileSync(place.at(home, 'state', 'secrets.json'), 'utf8')) as { privateKey: string })
    .privateKey;
const opened = (privateKey: Uint8Array | string, repository: string = main): Promise<string[] | string> => {
  const bytes =
    typeof privateKey === 'string' ? new Uint8Array(Buffer.from(privateKey, 'base64')) : privateKey;
  const unlock = { kind: 'key', privateKey: bytes } as const;
  return filesOpened(plane.store, repository, unlock, place.at('copy'));
};
const openedByCode = (code: string, repository: string = main): Promise<string[] | string> =>
  filesOpened(plane.store, repository, { kind: 'recovery-code', words: code }, place.at('copy'));
/** What is in the file of the newest code. */
const newest = (): string => readFileSync(place.at('code'), 'utf8').trim();
let words: string[];

beforeAll(async () => {
  await plane.start();
  // A key is registered, which the policy does not use.
  companyKey('none', own);
});
afterAll(async () => {
  await plane.stop();
  place.remove();
});

/** The words with the numbers that were asked for last. */
const asked = (seen: string, of: readonly string[]): string[] =>
  lastMatch(seen, /Words (\d+), (\d+) and (\d+), with/).map((number) => of[Number(number) - 1] ?? '');

describe('a recovery code at enrolment', () => {
  it('is on a page that only its person can read, and proven by three of its words', async () => {
    const enrolled = enrol(['--recovery-code-page', page, ...phone('early')]);
    let tries = 0;
    const { code, seen } = await atTerminal(enrolled, place.at('first'), (shown) => {
      words = [...readFileSync(page, 'utf8').matchAll(/<li>([a-z]+)<\/li>/g)].map(([, word]) => word ?? '');
      const [a = '', b = '', c = ''] = asked(shown, words);
      const no = ['zoo', 'zebra', 'zone'].find((word) => !words.includes(word)) ?? '';
      const wrong = [
        `${no} ${b} ${c}`,
        `${a} ${no} ${c}`,
        `${a} ${b} ${no}`,
        `${a} ${b}`,
        `${a} ${b} ${c} ${c}`,
      ];
      return wrong[tries++] ?? `${a.slice(0, 4).toUpperCase()}, ${b}  ${c}`;
    });
    expect([code, tries]).toEqual([0, 6]);
    expect(statSync(page).mode & 0o777).toBe(0o600);
    expect(words).toHaveLength(12);
    expect(seen.replace(/^> .*$/gm, '')).not.toContain(words.join(' '));
    // The same of each wrong answer, whichever of its words was wrong; after five of them it is said where the words are.
    const answers = seen.split(/^> .*\n/m).slice(1);
    expect(new Set(answers.slice(0, 4).map((one) => one.replace(/\d+/g, 'N'))).size).toBe(1);
    expect(answers[4]).toMatch(/^That is not it\.\nYour recovery code is in .*page\.html\.\nWords /);
    expect(answers[5]).toContain('Your recovery code is proven.');
    expect(plane.keys.code).toMatchObject({ registeredOn: TODAY, provenOn: TODAY });
    const heard = plane.heard.join('\n');
    expect(heard).not.toContain(words.slice(0, 2).join(' '));
  });

  it('is shown with its dates', async () => {
    expect((await first('recovery-code', 'status', '--json')).json()).toEqual({
      registeredOn: TODAY,
      provenOn: TODAY,
      dueOn: expect.stringMatching(`^${String(Number(TODAY.slice(0, 4)) + 1)}-`),
    });
  });
});

describe('holdfast recovery-code prove', () => {
  it('takes five wrong ones at most, and says of none what was wrong with it', async () => {
    const half = newRecoveryCode().split(' ').slice(0, 6);
    const wrong = [newRecoveryCode(), 'no words', words.slice(1).join(' '), [...half, ...words].join(' ')];
    let tries = 0;
    const prove = ['recovery-code', 'prove'];
    const refused = await atTerminal(prove, place.at('first'), () => wrong[tries++] ?? newRecoveryCode());
    expect([refused.code, tries]).toEqual([3, 5]);
    expect(refused.seen.match(/^That is not it\.$/gm)).toHaveLength(5);
    expect(plane.keys.wrongProofs).toBe(0);
  });
});

describe('holdfast recovery-code replace', () => {
  const file = place.at('code');

  it('changes nothing before the new words are proven', async () => {
    const [objects, before] = [plane.objects.size, plane.keys.code?.publicKey];
    const script = await first('recovery-code', 'replace', '--json', '--recovery-code-file', file);
    expect([script.code, existsSync(file)]).toEqual([2, false]);
    const replace = ['recovery-code', 'replace', '--recovery-code-file', file];
    const left = await atTerminal(replace, place.at('first'), () => '');
    expect([left.code, left.seen]).toEqual([130, expect.stringContaining('the new one opens nothing.')]);
    expect([existsSync(file), plane.objects.size]).toEqual([false, objects]);
    expect(plane.keys.code?.publicKey).toBe(before);
  });

  it('has the new one open the repository, and the old one nothing that comes', async () => {
    expect((await first('backup')).code).toBe(0);
    expect(await openedByCode(words.join(' '))).toEqual(['early.jpg']);
    const proven = ['--recovery-code-file', file, '--prove-recovery-code', '--json'];
    const replaced = (await first('recovery-code', 'replace', ...proven)).json<{ removed: string[] }>();
    expect(replaced).toMatchObject({ provenOn: TODAY, files: [file], removed: [expect.any(String)] });
    const newer = readFileSync(file, 'utf8').trim();
    expect([await openedByCode(newer), await openedByCode(words.join(' '))]).toEqual([
      ['early.jpg'],
      'wrong-key',
    ]);
    // Also for who does not care that it was removed: the key of what comes is wrapped to all but the old one.
    const [old = ''] = replaced.removed;
    const ofOld = (epoch: string) => wraps(epoch).filter((name) => name.includes(`/${old}/`));
    expect([ofOld('00000001/').length, ofOld('00000002/')]).toEqual([1, []]);
    expect(wraps('00000002/').length).toBeGreaterThan(1);
  });
});

describe('a second workstation', () => {
  let code = 'none';

  it('asks to be let in, and backs up to a repository of its own until it is', async () => {
    const before = wraps();
    const enrolled = (await second(...enrol([...phone('late'), '--json']))).json<Enrolled>();
    expect(enrolled).toMatchObject({ repositoryId: interim(), recoveryCodeProven: null });
    code = enrolled.approvalCode ?? '';
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await second('backup')).code).toBe(0);
    expect(plane.snapshots.map(({ repositoryId }) => repositoryId)).toEqual([main, interim()]);
    expect([wraps(), await opened(keyOf('second'))]).toEqual([before, 'wrong-key']);
    for (const said of [code, code.replaceAll('-', '')]) expect(plane.heard.join()).not.toContain(said);
  });

  it('is not let in by wrong codes, nor by the right one over another key than it has; the fifth refuses it', async () => {
    const before = wraps();
    plane.keys.shownKey = Buffer.from(foreign.publicKey).toString('base64');
    const typed = ['no code', '0000-0000-0000', code, 'ABCD', code.toLowerCase()];
    let tries = 0;
    const refused = await atTerminal(['approve'], place.at('first'), () => typed[tries++] ?? '');
    plane.keys.shownKey = undefined;
    expect([refused.code, tries]).toEqual([16, 5]);
    expect(refused.seen.match(/^That is not it\.$/gm)).toHaveLength(4);
    expect(refused.seen).toContain('for the fifth time');
    expect([...plane.keys.requests.values()].map(({ state }) => state)).toEqual(['refused']);
    expect([wraps(), await opened(foreign.privateKey)]).toEqual([before, 'wrong-key']);
  });

  it('is let in by the code that it shows when it asks again: it opens all, and all open what it wrote meanwhile', async () => {
    const waiting = startHoldfast(['enrol', '--json', '--wait-for-approval', '60'], place.at('second'));
    await until('the code', () => /^ {4}\S+$/m.test(waiting.stderr()));
    const [again = ''] = lastMatch(waiting.stderr(), /^ {4}(\S+)$/m);
    expect(again).not.toBe(code);
    writeFileSync(place.at('shown'), again);
    const approved = await first('approve', 'Second', '--code-file', place.at('shown'), '--json');
    expect([approved.code, plane.keys.requests.size]).toEqual([0, 2]);
    const joined = (await waiting.finished).json<Enrolled>();
    expect(joined).toMatchObject({ repositoryId: main, approvalCode: null });
    expect((await second('backup')).code).toBe(0);
    expect(plane.snapshots.at(-1)?.repositoryId).toBe(main);
    expect(await opened(keyOf('second'))).toEqual(['early.jpg', 'late.jpg']);
    expect(await opened(keyOf('first'), interim())).toEqual(['late.jpg']);
    expect(await openedByCode(newest(), interim())).toEqual(['late.jpg']);
  });
});

describe('a third workstation', () => {
  it('does not come in by a code of which the server knows nothing, though it opens the repository', async () => {
    const [told, uploads] = [plane.keys.code, plane.store.uploads];
    plane.keys.code = null;
    const refused = await third(...enrol(codeFile));
    plane.keys.code = told;
    expect([refused.code, refused.stderr, plane.store.uploads]).toEqual([
      16,
      expect.stringContaining('The server does not know this recovery code'),
      uploads,
    ]);
  });

  it('is told apart from another one that waits, and not let in by a file with the wrong code', async () => {
    const [a, b] = [await on('third')('enrol', '--json'), await on('fourth')(...enrol(['--json']))];
    expect([a.code, b.code]).toEqual([0, 0]);
    const { waiting } = (await first('approve', '--json')).json<{ waiting: { id: string }[] }>();
    const byId = waiting.map(({ id }) => id.slice(0, 8));
    const sameName = await first('approve', 'Second', '--refuse');
    expect([byId.length, sameName.stderr]).toEqual([2, expect.stringContaining('Several workstations')]);
    writeFileSync(place.at('shown'), a.json<Enrolled>().approvalCode ?? '');
    const wrong = await first('approve', byId[1] ?? '', '--code-file', place.at('shown'));
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('4 more wrong codes')]);
    for (const id of byId) expect((await first('approve', id, '--refuse')).code).toBe(0);
    expect((await first('approve')).stdout).toContain('No workstation of yours waits');
  });
});

describe('another repository in the place of the main one', () => {
  it('gets nothing, of who knows the right one or has the code, though both would open it', async () => {
    const known = {
      kind: 'key',
      role: 'workstation',
      name: 'known',
      publicKey: publicKeyOf(keyOf('first')),
    } as const;
    const byCode = { kind: 'recovery-code', words: newest() } as const;
    const forged = await createRepository({
      location: folderLocation(place.at('forged')),
      workFolder: place.at('forged-work'),
      recipients: [known, byCode],
      unlock: byCode,
    });
    await forged.close();
    const [right, uploads] = [new Map(plane.objects), plane.store.uploads];
    plane.objects.clear();
    for (const [name, at] of filesBelow(place.at('forged'))) plane.objects.set(name, readFileSync(at));
    try {
      // As if it had never heard of a code: what vouches for the other repository would be told it now.
      const told = plane.keys.code;
      plane.keys.code = null;
      const proven = await first('recovery-code', 'prove', ...codeFile);
      expect([proven.code, plane.keys.code]).toEqual([16, null]);
      plane.keys.code = told;
      const refusals = [await first('backup'), await third(...enrol(codeFile))];
      expect(refusals.map((one) => one.code)).toEqual([16, 16]);
      expect(plane.store.uploads).toBe(uploads);
    } finally {
      plane.objects.clear();
      for (const [name, bytes] of right) plane.objects.set(name, bytes);
    }
  });
});

describe('a company', () => {
  it('has no wrap where the policy says so, though a key is registered', async () => {
    expect(companyWraps()).toEqual([]);
    expect(await opened(own.privateKey)).toBe('wrong-key');
  });

  it('has one once the employee has read the statement that names its key, and that key opens everything', async () => {
    companyKey('split', own);
    const accepted = await first('enrol', '--accept-notice');
    expect([accepted.code, accepted.stdout]).toEqual([
      0,
      expect.stringContaining(keyFingerprint(own.publicKey)),
    ]);
    expect([companyWraps('00000001/').length, companyWraps('00000002/').length]).toEqual([1, 1]);
    expect(await opened(own.privateKey)).toEqual(['early.jpg', 'late.jpg']);
  });

  it('has none to another key than the one that was read, whatever the server shows', async () => {
    const before = companyWraps();
    companyKey('split', foreign);
    expect((await first('backup')).code).toBe(0);
    expect([companyWraps(), await opened(foreign.privateKey)]).toEqual([before, 'wrong-key']);
  });

  it('has none of what comes once the policy says so', async () => {
    companyKey('none', own);
    const accepted = await first('enrol', '--accept-notice');
    expect([accepted.code, accepted.stdout]).toEqual([
      0,
      expect.stringContaining('No key of your company opens what is backed up from now on.'),
    ]);
    expect([wraps('00000003/').length > 1, companyWraps('00000003/')]).toEqual([true, []]);
    expect(await opened(own.privateKey)).toBe('wrong-key');
  });
});
