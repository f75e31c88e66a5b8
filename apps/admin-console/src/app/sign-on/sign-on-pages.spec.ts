import { describe, expect, it } from '@jest/globals';
import type { SsoConnection, SsoSettings } from '@holdfast/contracts';
import { ID, OWNER, showPage } from '../testing/show-page';
import { ConnectionPage } from './connection.page';
import { ConnectionsPage } from './connections.page';

const LIST = 'GET /api/v1/sso/connections';
const at = `/api/v1/sso/connections/${ID}`;
const certificate = { subject: 'CN=idp', fingerprint: 'ab'.repeat(32), expiresOn: '2030-01-01' };
const settings: SsoSettings = {
  idpEntityId: 'https://idp.example/entity',
  ssoUrl: 'https://idp.example/sso',
  sloUrl: null,
  certificates: ['x'],
  metadataUrl: 'https://idp.example/metadata',
  signed: 'both',
  encryptedOnly: false,
  attributes: { name: 'displayName', email: 'mail', department: null, groups: 'groups' },
  groups: [],
  joinOnSignIn: true,
  linkByEmail: true,
};
const passed: NonNullable<SsoConnection['test']> = {
  at: '2026-11-27T10:00:00.000Z',
  passed: true,
  refusal: null,
  received: {
    nameId: 'n-1',
    nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    signed: ['response', 'assertion'],
    encrypted: true,
    attributes: [
      { name: 'mail', values: ['mira@northwind.example'] },
      { name: 'groups', values: ['it', 'sales'] },
    ],
  },
  mapped: {
    name: 'Mira',
    email: 'mira@northwind.example',
    department: null,
    role: 'employee',
    groups: ['it', 'sales'],
  },
};
const connection: SsoConnection = {
  id: ID,
  name: 'Entra ID',
  live: null,
  draft: null,
  test: null,
  mayBeSwitchedOn: false,
  certificates: [],
  metadataReadAt: null,
  serviceProvider: {
    entityId: 'https://holdfast.example/saml/1/metadata',
    acsUrl: 'https://holdfast.example/saml/1/acs',
    sloUrl: 'https://holdfast.example/saml/1/slo',
    metadataUrl: 'https://holdfast.example/saml/1/metadata',
    signInUrl: 'https://holdfast.example/auth/sso/1',
    certificate,
  },
};
const drafted = { ...connection, draft: settings, certificates: [certificate] };

const open = (shown: SsoConnection, replies: Record<string, unknown> = {}, me = OWNER) =>
  showPage(ConnectionPage, `?id=${ID}`, { [LIST]: { items: [shown] }, ...replies }, me);

describe('connections to identity providers', () => {
  it('says what it is for while there is none, and begins one', async () => {
    const page = await showPage(ConnectionsPage, '', {
      [LIST]: { items: [] },
      'POST /api/v1/sso/connections': connection,
    });
    expect(page.text).toContain('No identity provider is connected');
    page.fill('Name', 'Entra ID');
    page.button('Begin the set-up').click();
    await page.settle();
    expect(page.url).toBe(`/settings/sign-in/${ID}`);
  });

  it('offers no change to an auditor', async () => {
    const auditor = { ...OWNER, permissions: ['sso.read' as const] };
    const list = await showPage(ConnectionsPage, '', { [LIST]: { items: [drafted] } }, auditor);
    expect(list.text).toContain('Entra ID');
    expect(list.text).not.toContain('Begin the set-up');
  });

  it('offers no change to an auditor on the page of one, either', async () => {
    const auditor = { ...OWNER, permissions: ['sso.read' as const] };
    const page = await open(drafted, {}, auditor);
    expect(page.all('button').map((button) => button.textContent?.trim())).not.toContain('Keep the mapping');
    expect(page.text).not.toContain('Switch it on');
  });
});

describe('setting up a connection', () => {
  it('begins with what the provider has to know, and waits for its metadata', async () => {
    const page = await open(connection);
    expect(page.text).toContain('https://holdfast.example/saml/1/acs');
    expect(page.text).not.toContain('Try a login');
  });

  it('reads metadata by its address and shows whose it is', async () => {
    const page = await open(connection, { [`PUT ${at}/metadata`]: drafted });
    page.fill('Address of its metadata', 'https://idp.example/metadata');
    page.button('Read the metadata').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual({ url: 'https://idp.example/metadata' });
    expect(page.text).toContain('https://idp.example/entity');
    expect(page.text).toContain(certificate.fingerprint);
  });

  it('says why metadata was not taken', async () => {
    const page = await open(connection, {
      [`PUT ${at}/metadata`]: { problem: 'sso-metadata-refused', status: 422 },
    });
    page.fill('Address of its metadata', 'https://idp.example/metadata');
    page.button('Read the metadata').click();
    await page.settle();
    expect(page.text).toContain('The metadata was not taken.');
  });

  it('does not switch on what has not passed', async () => {
    const page = await open(drafted);
    expect(page.text).toContain('Not tested as it stands');
    expect(page.button('Switch single sign-on on').disabled).toBe(true);
    const link = page.all<HTMLAnchorElement>('a').find((one) => one.textContent?.includes('Try a login'));
    expect(link?.getAttribute('href')).toBe(`/auth/sso/${ID}?test=1`);
  });

  it('tells in words why a test login did not pass', async () => {
    const refusal = { code: 'audience' as const, detail: 'The assertion is not for “x”.' };
    const page = await open({ ...drafted, test: { ...passed, passed: false, refusal, mapped: null } });
    expect(page.text).toContain('Check the entity ID (audience) there.');
    expect(page.text).toContain('The assertion is not for “x”.');
    expect(page.button('Switch single sign-on on').disabled).toBe(true);
  });

  it('shows what came, maps groups to roles, and switches on', async () => {
    const ready = { ...drafted, test: passed, mayBeSwitchedOn: true };
    const page = await open(ready, {
      [`PATCH ${at}/draft`]: ready,
      [`POST ${at}/switch-on`]: { ...connection, live: settings },
    });
    expect(page.text).toContain('mira@northwind.example');
    expect(page.text).toContain('response signed · assertion signed · encrypted');
    page.button('Add a group').click();
    await page.settle();
    page.fill('Group', 'it');
    page.button('Keep the mapping').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toMatchObject({ groups: [{ group: 'it', role: 'admin' }] });
    page.button('Switch single sign-on on').click();
    await page.settle();
    expect(page.text).toContain('People sign in by this');
    expect(page.text).toContain('https://holdfast.example/auth/sso/1');
  });

  it('leaves the switch to an owner', async () => {
    const admin = { ...OWNER, permissions: ['sso.read' as const, 'sso.change' as const] };
    const page = await open({ ...drafted, test: passed, mayBeSwitchedOn: true }, {}, admin);
    expect(page.text).toContain('An owner switches it on');
    expect(page.all('button').some((one) => one.textContent?.includes('Switch single sign-on on'))).toBe(
      false,
    );
  });

  it('asks before it switches off, and says what happens to open sessions', async () => {
    const live = { ...connection, live: settings };
    const page = await open(live, { [`POST ${at}/switch-off`]: drafted });
    page.button('Switch it off…').click();
    await page.settle();
    expect(page.text).toContain('Sessions that are open now go on');
    page.button('end the sessions').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual({ endSessions: true });
    expect(page.text).toContain('Not tested as it stands');
  });

  it('says so when there is no such connection', async () => {
    const page = await showPage(ConnectionPage, `?id=${ID}`, { [LIST]: { items: [] } });
    expect(page.text).toContain('There is no such connection');
  });
});
