import { webcrypto } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CompanyKeyState, Permission } from '@holdfast/contracts';
import { OWNER, PENDING, showPage, type ShownPage } from '../testing/show-page';
import { RecoveryKeyPage } from './recovery-key.page';

const AT = '/api/v1/recovery-key';
/** Public keys of RFC 7748, section 6.1, with the fingerprints that `sha256sum` gives. */
const ALICE = 'hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=';
const ALICE_PRINT = '300c 9c96 03b9 2a4b 39ed';
const BOB = '3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=';
const BOB_PRINT = 'f35e 5616 160a 30bf 3c6e';
const registered = { registeredOn: '2026-11-20', registeredBy: 'Mira Haddad' };
const none: CompanyKeyState = { current: null, companyKey: 'split', earlier: [] };
const one: CompanyKeyState = {
  ...none,
  current: { ...registered, fingerprint: ALICE_PRINT, publicKey: ALICE },
};
const show = (known: unknown, put: unknown = undefined, permissions: readonly Permission[] = []) => {
  const me = permissions.length === 0 ? OWNER : { ...OWNER, permissions: [...permissions] };
  return showPage(RecoveryKeyPage, '', { [`GET ${AT}`]: known, [`PUT ${AT}`]: put }, me);
};
const sent = (page: ShownPage): unknown[] =>
  page.requests.filter(({ request }) => request.method === 'PUT').map(({ request }) => request.body);
const ENDING = 'Last four characters of the holders’ fingerprint';

async function paste(page: ShownPage, text: string): Promise<void> {
  page.fill('Public half', text);
  await page.settle();
}

/** As Enter in a field does it. */
async function enter(page: ShownPage, ending: string): Promise<void> {
  page.fill(ENDING, ending);
  await page.settle();
  page.all('form')[0]?.dispatchEvent(new Event('submit', { cancelable: true }));
  await page.settle();
}

describe('the recovery key', () => {
  // Browsers have it; jsdom, in which these run, has not.
  beforeAll(() => {
    Object.defineProperty(crypto, 'subtle', { value: webcrypto.subtle, configurable: true });
  });

  it('says what is wanted, what is there, and what both mean together', async () => {
    const page = await show(none);
    expect(page.text).toContain('None is registered');
    expect(page.text).toContain('Wanted and not there');
    expect(page.text).toContain('nobody but employees can open anything');
    expect(page.text).not.toContain('Keys before it');
  });

  it('shows fingerprint, since when, by whom, and the keys before', async () => {
    const earlier = [{ ...registered, registeredBy: null, fingerprint: BOB_PRINT, replacedOn: '2026-11-20' }];
    const page = await show({ ...one, earlier });
    expect(page.all('code.fingerprint')[0]?.textContent).toBe(ALICE_PRINT);
    expect(page.text).toContain('by Mira Haddad');
    expect(page.text).toContain('two of its three holders open it together');
    expect(page.text).toContain(`${BOB_PRINT}Nov 20, 2026 – Nov 20, 2026`);
    await paste(page, BOB);
    expect(page.text).toContain('does not come back. Have its holders make a new one.');
    await paste(page, ALICE);
    expect(page.text).toContain('That is the key in force.');
    expect(page.button('Replace the recovery key').disabled).toBe(true);
  });

  it('is for others to read only', async () => {
    const page = await show(none, undefined, ['recovery-key.read']);
    expect(page.text).toContain('An owner of the company registers one.');
    expect(page.all('form, input')).toEqual([]);
    expect(page.all('a[href="/policies"]')).toEqual([]);
  });

  it('offers nothing before it is known what is there', async () => {
    const page = await show(PENDING);
    expect(page.all('hf-skeleton')).toHaveLength(1);
    expect(page.all('form, .card')).toEqual([]);
  });

  it('says what failed', async () => {
    const page = await show({ problem: 'database-unreachable', status: 503 });
    expect(page.text).toContain('The recovery key could not be read.');
    expect(page.all('form')).toEqual([]);
  });

  it('is registered only after its fingerprint was compared', async () => {
    const page = await show(none, one);
    expect(page.button('Register the recovery key').disabled).toBe(true);
    await paste(page, ` ${ALICE} `);
    expect(page.text).toContain(`computed in this browser:${ALICE_PRINT}`);
    expect(page.text).toContain('is asked to read the notice again');
    await enter(page, '');
    expect(page.text).toContain('Compare it, and type its last four characters.');
    await enter(page, BOB_PRINT.slice(-4));
    expect(page.text).toContain('it is not their key: register nothing');
    expect(sent(page)).toEqual([]);
    await enter(page, ALICE_PRINT.slice(-4).toUpperCase());
    expect(sent(page)).toEqual([{ publicKey: ALICE, replaces: null }]);
    expect(document.body.textContent).toContain('The recovery key is registered.');
    expect(page.all('code.fingerprint').map((code) => code.textContent)).toEqual([ALICE_PRINT]);
    expect(page.text).not.toContain('The public half is needed.');
  });

  it('sends nothing of what is no public half, and names a private one', async () => {
    const page = await show(none);
    await paste(page, '-----BEGIN PRIVATE KEY-----MC4CAQAwBQYDK2VuBCIEIA');
    expect(page.text).toContain('That holds a private half. It was sent nowhere');
    // 44 characters whose last one before “=” says more than 32 bytes hold.
    await paste(page, ALICE.replace('mo=', 'mp='));
    expect(page.text).toContain('A public half is 32 bytes in base64');
    page.all('form')[0]?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.settle();
    expect(page.all('code.fingerprint')).toEqual([]);
    expect(sent(page)).toEqual([]);
  });

  it('says so when the server refuses it', async () => {
    const page = await show(none, { problem: 'public-key-refused', status: 422 });
    await paste(page, ALICE);
    await enter(page, ALICE_PRINT.slice(-4));
    expect(page.text).toContain('The key was not registered.');
    expect(page.text).toContain('to which anything can be sealed');
  });

  it('shows the key that came into force meanwhile, and has the own one compared again', async () => {
    const replies: Record<string, unknown> = { [`GET ${AT}`]: none };
    const page = await showPage(RecoveryKeyPage, '', replies);
    await paste(page, BOB);
    replies[`PUT ${AT}`] = { problem: 'version-conflict', status: 409 };
    replies[`GET ${AT}`] = one;
    await enter(page, BOB_PRINT.slice(-4));
    expect(page.text).toContain('another key came into force meanwhile');
    expect(page.all('code.fingerprint')[0]?.textContent).toBe(ALICE_PRINT);
    expect(page.text).not.toContain('type its last four characters');
    replies[`PUT ${AT}`] = { ...one, current: { ...registered, fingerprint: BOB_PRINT, publicKey: BOB } };
    await enter(page, BOB_PRINT.slice(-4));
    expect(sent(page).at(-1)).toEqual({ publicKey: BOB, replaces: ALICE_PRINT });
    expect(page.all('code.fingerprint')[0]?.textContent).toBe(BOB_PRINT);
  });

  it('is not registered where the browser cannot compute a fingerprint', async () => {
    Reflect.deleteProperty(crypto, 'subtle');
    const page = await show(none);
    await paste(page, ALICE);
    expect(page.text).toContain('Open the console at its https address');
    expect(page.button('Register the recovery key').disabled).toBe(true);
  });
});
