import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newRecoveryCode } from '@holdfast/storage';
import { atTerminal, lastMatch } from '../testing/at-terminal.js';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(90_000);

const TODAY = new Date().toISOString().slice(0, 10);
const place = temporary();
const home = place.at('home');
const page = place.at('page.html');
const plane = new ControlPlaneDouble();
const run = (...words: string[]): Promise<Finished> => holdfast(words, home);
const restored = (name: string): boolean => existsSync(place.at('back', 'DCIM', name));
const wrapsOf = (recipient: string, epoch: string): string[] =>
  plane.store
    .named(plane.ids.repository, `keys/${epoch}/`)
    .map(({ name }) => name)
    .filter((name) => name.includes(`/${recipient}/`));
let words: string[];
let newer: string[];

beforeAll(async () => {
  await plane.start();
  mkdirSync(place.at('phone', 'DCIM'), { recursive: true });
  writeFileSync(place.at('phone', 'DCIM', 'old.jpg'), 'of before');
  writeFileSync(place.at('token'), plane.authorization.newToken());
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
    const own = ['--accept-notice', '--recovery-code-page', page, '--phone', `folder:${place.at('phone')}`];
    const enrol = ['enrol', plane.origin, '--token-file', place.at('token'), ...own, '--yes'];
    let tries = 0;
    const { code, seen } = await atTerminal(enrol, home, (shown) => {
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

  it('is shown with its dates, and asked for whole where it is not proven', async () => {
    const due = `${Number(TODAY.slice(0, 4)) + 1}`;
    expect((await run('recovery-code', 'status', '--json')).json()).toEqual({
      registeredOn: TODAY,
      provenOn: TODAY,
      dueOn: expect.stringMatching(`^${due}-`),
    });
    Object.assign(plane.keys.code ?? {}, { provenOn: null });
    const later = await run('enrol', '--json');
    expect(later.json()).toMatchObject({ recoveryCodeProven: false });
    expect(plane.keys.code?.provenOn).toBeNull();
  });
});

describe('holdfast recovery-code prove', () => {
  it('takes five wrong ones at most, says of none what was wrong, and the right one by four letters of each', async () => {
    const half = newRecoveryCode().split(' ').slice(0, 6);
    const wrong = [newRecoveryCode(), 'no words', words.slice(1).join(' '), [...half, ...words].join(' ')];
    let tries = 0;
    const refused = await atTerminal(
      ['recovery-code', 'prove'],
      home,
      () => wrong[tries++] ?? newRecoveryCode(),
    );
    expect([refused.code, tries]).toEqual([3, 5]);
    expect(refused.seen.match(/^That is not it\.$/gm)).toHaveLength(5);
    expect([plane.keys.wrongProofs, plane.keys.code?.provenOn]).toEqual([0, null]);
    const short = words.map((word) => word.slice(0, 4)).join(' ');
    const proven = await atTerminal(['recovery-code', 'prove'], home, () => short);
    expect([proven.code, plane.keys.code?.provenOn]).toEqual([0, TODAY]);
  });
});

describe('holdfast recovery-code replace', () => {
  const file = place.at('newer');

  it('changes nothing before the new words are proven', async () => {
    expect((await run('backup')).code).toBe(0);
    const [objects, before] = [plane.objects.size, plane.keys.code?.publicKey];
    const script = await run('recovery-code', 'replace', '--json', '--recovery-code-file', file);
    expect([script.code, existsSync(file)]).toEqual([2, false]);
    const replace = ['recovery-code', 'replace', '--recovery-code-file', file];
    const left = await atTerminal(replace, home, () => '');
    expect(left.seen).toContain('The old one opens what it opened; the new one opens nothing.');
    expect([left.code === 0, existsSync(file)]).toEqual([false, false]);
    expect([plane.objects.size, plane.keys.code?.publicKey]).toEqual([objects, before]);
  });

  it('has the new one open everything, and the old one nothing that comes', async () => {
    const proven = ['--recovery-code-file', file, '--prove-recovery-code', '--json'];
    const replaced = (await run('recovery-code', 'replace', ...proven)).json<{ removed: string[] }>();
    expect(replaced).toMatchObject({ provenOn: TODAY, files: [file], removed: [expect.any(String)] });
    newer = readFileSync(file, 'utf8').trim().split(' ');
    expect(newer).toHaveLength(12);
    const [old = ''] = replaced.removed;
    expect(wrapsOf(old, '00000001')).toHaveLength(1);
    expect(wrapsOf(old, '00000002')).toEqual([]);
    expect(plane.store.named(plane.ids.repository, 'keys/00000002/').length).toBeGreaterThan(1);
    writeFileSync(place.at('phone', 'DCIM', 'new.jpg'), 'of after');
    expect((await run('backup')).code).toBe(0);
    writeFileSync(place.at('older'), words.join(' '));
    const target = ['restore', 'latest', '--target', place.at('back')];
    expect((await run(...target, '--recovery-code-file', place.at('older'))).code).toBe(3);
    expect(restored('old.jpg')).toBe(false);
    expect((await run(...target, '--recovery-code-file', file)).code).toBe(0);
    expect([restored('old.jpg'), restored('new.jpg')]).toEqual([true, true]);
    const wrong = await run('recovery-code', 'prove', '--recovery-code-file', place.at('older'));
    expect([wrong.code, plane.keys.code?.provenOn]).toEqual([3, TODAY]);
  });
});
