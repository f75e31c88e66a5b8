import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AndroidPhone } from '@holdfast/phone-simulator';
import { startAndroidPhone } from '@holdfast/phone-simulator';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { holdfast } from '../testing/run-holdfast.js';
import type { Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';
import { describeTree } from '../testing/trees.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const SERIAL = 'SERIALNOBODYSEES';
const place = temporary();
const home = place.at('home');
const plane = new ControlPlaneDouble();
const run = (...arguments_: string[]): Promise<Finished> => holdfast(arguments_, home);
let phone: AndroidPhone;
let address = '';

function tokenFile(state: 'fresh' | 'expired' = 'fresh'): string {
  writeFileSync(place.at('token'), `${plane.authorization.newToken(state)}\n`);
  return place.at('token');
}

beforeAll(async () => {
  await plane.start();
  mkdirSync(place.at('sdcard', 'DCIM', 'Camera'), { recursive: true });
  writeFileSync(place.at('sdcard', 'DCIM', 'Camera', 'secret-name.jpg'), randomBytes(400_000));
  writeFileSync(place.at('sdcard', 'DCIM', 'Camera', 'two.jpg'), randomBytes(100_000));
  phone = await startAndroidPhone({ root: place.at('sdcard'), serial: SERIAL });
  address = `127.0.0.1:${phone.port}`;
});

afterAll(async () => {
  await phone.close();
  await plane.stop();
  place.remove();
});

describe('enrolled', () => {
  it('refuses tokens that are unknown or expired, and servers that nobody answers for', async () => {
    writeFileSync(place.at('bad'), 'not-a-token-of-anybody\n');
    const unknown = await run('enrol', plane.origin, '--token-file', place.at('bad'), '--json');
    expect([unknown.code, unknown.stderr]).toEqual([10, expect.stringContaining('new one')]);
    const expired = await run('enrol', plane.origin, '--token-file', tokenFile('expired'));
    expect(expired.code).toBe(10);
    const nobody = await run('enrol', 'http://localhost:15796', '--token-file', tokenFile());
    expect([nobody.code, nobody.stderr]).toEqual([9, expect.stringContaining('nothing listens there')]);
    const plain = await run('enrol', 'http://example.org', '--token-file', tokenFile());
    expect(plain.code).toBe(2);
    expect((await run('status')).code).toBe(15);
  });

  it('reads nothing before the notice is accepted, and goes on where it stopped', async () => {
    const enrol = ['enrol', plane.origin, '--token-file', tokenFile(), '--label', 'My laptop'];
    const alone = await run(...enrol);
    expect([alone.code, alone.stderr]).toEqual([
      15,
      expect.stringContaining('We can see counts and sizes, never names.'),
    ]);
    expect(plane.acknowledged).toBe(false);
    const accepted = await run(
      'enrol',
      '--accept-notice',
      '--recovery-code-file',
      place.at('code'),
      '--json',
    );
    expect(accepted.code).toBe(0);
    expect(accepted.json()).toEqual({
      server: plane.origin,
      company: 'Example Ltd',
      employee: 'Eve Example',
      workstationId: expect.any(String),
      label: 'My laptop',
      repositoryId: plane.ids.repository,
      recoveryCode: null,
      recoveryCodeFile: place.at('code'),
      recoveryCodePage: null,
      recoveryCodeProven: false,
      approvalCode: null,
      phone: null,
    });
    expect(plane.keys.code).toMatchObject({ registeredOn: expect.any(String), provenOn: null });
    expect(readFileSync(place.at('code'), 'utf8').trim().split(' ')).toHaveLength(12);
    for (const file of [place.at('code'), place.at('home', 'state', 'enrolment.json')]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
  });

  it('shows at any time what the company can see, and refuses a statement that its policy does not mean', async () => {
    const notice = (await run('notice', '--json')).json() as { text: string; acknowledgedHere: boolean };
    expect(notice.acknowledgedHere).toBe(true);
    expect(notice.text).toContain('What your company could open');
    plane.shownNotice = notice.text.replace(/- Nothing yet\..*/, '- Nothing, ever.');
    const lied = await run('notice');
    expect([lied.code, lied.stderr]).toEqual([16, expect.stringContaining('not what its policy means')]);
    const asked = await run('enrol', '--accept-notice');
    expect(asked.code).toBe(16);
    plane.shownNotice = undefined;
  });

  it('takes the acknowledgement back, and an answer that is told to nobody', async () => {
    expect((await run('notice', 'withdraw')).code).toBe(2);
    expect(plane.acknowledged).toBe(true);
    expect((await run('notice', 'withdraw', '--yes')).code).toBe(0);
    expect(plane.acknowledged).toBe(false);
    expect((await run('decline', '--not-for-work')).stdout).toContain('Nobody is told');
    expect(plane.answered).toBe('not-for-work');
    expect((await run('decline', '--take-back')).code).toBe(0);
    expect(plane.answered).toBeNull();
    expect((await run('enrol', '--accept-notice')).code).toBe(0);
    expect(plane.acknowledged).toBe(true);
  });

  it('lists phones without opening them, and enrols one only when its person says so', async () => {
    const env = { HOLDFAST_PHONE_ADDRESSES: address };
    const listed = await holdfast(['phones', '--json'], home, env);
    expect(listed.json()).toEqual({
      phones: [
        {
          address,
          platform: 'android',
          state: 'unauthorised',
          model: null,
          via: 'adb-direct',
          enrolled: false,
          phoneId: null,
          label: null,
          next: `If it is yours: holdfast enrol --phone ${address}, then tap Allow on its screen`,
        },
      ],
      away: [],
    });
    expect((await run('enrol', '--phone', address)).code).toBe(15);
    expect(phone.faultStats.foldersListed).toBe(0);
    const enrolled = await run('enrol', '--phone', address, '--label', 'My Pixel', '--yes', '--json');
    expect(enrolled.json()).toMatchObject({
      phone: { phoneId: expect.any(String), label: 'My Pixel', platform: 'android' },
    });
    expect((await run('phones')).stdout).toMatch(/My Pixel +yes +holdfast backup 'My Pixel'/);
  });

  it('backs up through signed URLs under a lease, and tells counts only', async () => {
    const finished = await run('backup', 'My Pixel', '--json');
    expect([finished.code, finished.stderr.includes('holdfast:')]).toEqual([0, false]);
    expect(finished.json()).toMatchObject({
      repositoryId: plane.ids.repository,
      snapshot: { name: 'My Pixel', files: 2 },
    });
    expect(plane.snapshots).toHaveLength(1);
    expect([...plane.runs.values()].map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['backup', 'completed'],
    ]);
    const heard = plane.heard.join('\n');
    expect(heard).not.toContain(SERIAL);
    expect(heard).not.toContain('secret-name');
    expect(heard).not.toContain(address);
  });

  it('reads back without --repository, and from an older version', async () => {
    writeFileSync(place.at('sdcard', 'DCIM', 'Camera', 'three.jpg'), 'third');
    expect((await run('backup')).code).toBe(0);
    const snapshots = (await run('snapshots', 'My Pixel', '--json')).json<{
      snapshots: { id: string; name: string }[];
    }>();
    expect(snapshots.snapshots.map(({ name }) => name)).toEqual(['My Pixel', 'My Pixel']);
    expect((await run('diff')).stdout).toMatch(/^\+ .*three\.jpg$/m);
    expect((await run('ls', 'latest', '-R')).stdout).toContain('secret-name.jpg');
    const found = await run('find', '*-name.jpg', '--phone', 'My Pixel', '--json');
    expect(found.json()).toMatchObject({ found: [{ name: 'My Pixel', versions: [{ snapshots: 2 }] }] });
    expect((await run('ls', '@2001-01-01', '-R')).code).toBe(14);
    expect((await run('verify', '--read-data')).code).toBe(0);
    const older = snapshots.snapshots[1]?.id ?? '';
    expect((await run('restore', older, '--target', place.at('back'))).code).toBe(0);
    const digests = (lines: string[]): string[] =>
      lines.map((line) => line.split(' ').at(-1) ?? '').filter((d) => d.length === 64);
    expect(digests(describeTree(place.at('back')))).toHaveLength(2);
  });

  it("leaves what is kept to the company, and repairs this computer's index", async () => {
    for (const verb of [['forget', '--keep-last', '1', '--yes'], ['prune']]) {
      const refused = await run(...verb);
      expect([refused.code, refused.stderr]).toEqual([16, expect.stringContaining("a company's repository")]);
    }
    expect((await run('verify', '--sample', '1')).code).toBe(0);
    const repaired = await run('repair', 'index', '--json');
    expect([repaired.code, repaired.json()]).toEqual([
      0,
      expect.objectContaining({ packsRead: 0, shardsWritten: 0 }),
    ]);
    expect((await run('ls', 'latest', '-R')).stdout).toContain('secret-name.jpg');
  });

  it('narrows the policy by category but never widens it', async () => {
    expect((await run('backup', '--categories', 'photos')).code).toBe(0);
    const wider = await run('backup', '--categories', 'messages');
    expect([wider.code, wider.stderr]).toEqual([2, expect.stringContaining('does not back up messages')]);
  });

  it('puts files back on an enrolled phone by its label, and on another only when its person says it is theirs', async () => {
    const photo = place.at('sdcard', 'DCIM', 'Camera', 'two.jpg');
    const bytes = readFileSync(photo);
    rmSync(photo);
    const back = await run('restore', 'latest', '--to-phone', 'My Pixel', '--json');
    expect([back.code, back.json()]).toEqual([0, expect.objectContaining({ files: 1, failed: [] })]);
    expect(readFileSync(photo).equals(bytes)).toBe(true);
    const root = place.at('another');
    mkdirSync(root);
    const other = await startAndroidPhone({ root, serial: 'HFOTHER', auth: 'none' });
    const to = ['restore', 'latest', '--to-phone', `127.0.0.1:${other.port}`];
    const asked = await run(...to);
    expect([asked.code, asked.stderr]).toEqual([
      16,
      expect.stringContaining('Put files only on a phone of your own'),
    ]);
    expect(other.faultStats.bytesSent).toBe(0);
    expect((await run(...to, '--yes')).code).toBe(0);
    expect(readFileSync(place.at('another', 'DCIM', 'Camera', 'two.jpg')).equals(bytes)).toBe(true);
    await other.close();
  });

  it('does not open an Android phone where the company forbids USB debugging, and says what is left', async () => {
    const before = plane.policy;
    plane.policy = { ...before, scope: { ...before.scope, usbDebugging: 'never' } };
    const sent = phone.faultStats.bytesSent;
    const backup = await run('backup', 'My Pixel', '--json');
    expect([backup.code, backup.json()]).toEqual([
      16,
      { error: expect.objectContaining({ what: expect.stringContaining('does not allow USB debugging') }) },
    ]);
    const enrol = await run('enrol', '--phone', address, '--yes');
    expect([enrol.code, enrol.stderr]).toEqual([16, expect.stringContaining('--phone folder:DIR')]);
    expect(phone.faultStats.bytesSent).toBe(sent);
    plane.policy = before;
  });

  it('lets a second workstation in by the recovery code, and by no other words', async () => {
    const other = place.at('other');
    const enrol = ['enrol', plane.origin, '--accept-notice'];
    const without = await holdfast([...enrol, '--token-file', tokenFile()], other);
    expect([without.code, without.stderr]).toEqual([0, expect.stringContaining('holdfast approve')]);
    expect((await run('approve', '--refuse', '--json')).json()).toMatchObject({ approved: null });
    writeFileSync(place.at('wrong-code'), 'abandon '.repeat(11) + 'about\n');
    const wrong = await holdfast(['enrol', '--recovery-code-file', place.at('wrong-code')], other);
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('refused to let this one in')]);
    expect(plane.keys.code?.provenOn).toBeNull();
    expect((await holdfast(['enrol', '--recovery-code-file', place.at('code')], other)).code).toBe(0);
    // Whoever came in by the code has proven it, and writes to the main repository.
    expect(plane.keys.code?.provenOn).not.toBeNull();
    expect(plane.keys.interim.map(({ isOpen }) => isOpen)).toEqual([false]);
    const code = readFileSync(place.at('code'), 'utf8').trim();
    expect(readFileSync(place.at('other', 'state', 'enrolment.json'), 'utf8')).not.toContain(code);
    const seen = (await holdfast(['snapshots', '--json'], other)).json<{ snapshots: unknown[] }>();
    expect(seen.snapshots).toHaveLength(3);
  });

  it('replaces the recovery code: the old one counts no more, though only the control plane takes wraps away', async () => {
    const next = ['--recovery-code-file', place.at('next code'), '--prove-recovery-code'];
    const replaced = await run('recovery-code', 'replace', ...next, '--json');
    expect([replaced.code, replaced.stderr.includes('holdfast:')]).toEqual([0, false]);
    expect(replaced.json()).toMatchObject({ removed: [expect.any(String)], provenOn: expect.any(String) });
    expect((await run('keys', 'list')).stdout).toMatch(
      /workstation .* everything\n.* nothing: removed .* 1 wrap /s,
    );
    expect((await run('snapshots', '--recovery-code-file', place.at('code'))).code).toBe(3);
    expect((await run('snapshots', '--recovery-code-file', place.at('next code'))).code).toBe(0);
    expect((await run('backup', 'My Pixel')).code).toBe(0);
    expect((await run('verify', '--read-data')).code).toBe(0);
  });

  it('says what to do when the phone is away, the server is away, or the credential is refused', async () => {
    await phone.unplug();
    expect((await run('backup')).code).toBe(7);
    await phone.plug();
    plane.isDown = true;
    const away = await run('backup', '--json');
    expect([away.code, away.json()]).toEqual([
      9,
      { error: expect.objectContaining({ code: 'unreachable' }) },
    ]);
    plane.isDown = false;
    plane.authorization.revokeAll();
    const refused = await run('snapshots');
    expect([refused.code, refused.stderr]).toEqual([
      10,
      expect.stringContaining('Enrol this workstation again'),
    ]);
    expect((await run('enrol', plane.origin, '--token-file', tokenFile())).code).toBe(0);
    expect((await run('backup')).code).toBe(0);
  });
});
