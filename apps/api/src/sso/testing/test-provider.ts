import type { SignedParts, SsoConnection } from '@holdfast/contracts';
import {
  type AuthnRequest,
  idpMetadata,
  type IdpKey,
  newIdpKey,
  type PostedMessage,
  readAuthnRequest,
  samlResponse,
  type SignedResponseOptions,
} from '@holdfast/idp-simulator';
import type supertest from 'supertest';
import type { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';

const base = '/api/v1/sso/connections';
const ORIGIN = 'http://localhost:13199';

/** The part of an address after our origin. */
export const pathOf = (url: string): string => url.slice(ORIGIN.length);

/** A sign-in that a browser began: what was asked, and the cookie that it was given. */
export interface Begun {
  readonly request: AuthnRequest;
  readonly cookie: string;
}

export const cookieOf = (answer: supertest.Response, name: string): string | undefined =>
  ([answer.headers['set-cookie'] ?? []].flat() as string[])
    .map((line) => line.split(';')[0] ?? '')
    .find((pair) => pair.startsWith(`${name}=`) && !pair.endsWith('='));

/** An identity provider that a company of a test has connected, with the browser's part of a sign-in. */
export class TestProvider {
  readonly entityId = 'https://idp.example/entity';
  signed: SignedParts = 'both';

  private constructor(
    private readonly app: TestApp,
    readonly owner: TestConsole,
    readonly key: IdpKey,
    public connection: SsoConnection,
  ) {}

  /** A connection of the company with the provider's metadata read; not tested, not switched on. */
  static async drafted(app: TestApp, owner: TestConsole, key?: IdpKey): Promise<TestProvider> {
    const made = await owner.post(base, { name: 'Provider' }).expect(201);
    const provider = new TestProvider(app, owner, key ?? (await newIdpKey()), made.body as SsoConnection);
    await provider.readMetadata();
    return provider;
  }

  /** The same, tested and switched on, for one way of signing. */
  static async live(app: TestApp, owner: TestConsole, signed: SignedParts = 'both'): Promise<TestProvider> {
    const provider = await TestProvider.drafted(app, owner);
    await provider.sign(signed);
    await provider.passTest();
    await provider.switchOn();
    return provider;
  }

  get path(): string {
    return `${base}/${this.connection.id}`;
  }

  get acs(): string {
    return pathOf(this.connection.serviceProvider.acsUrl);
  }

  async readMetadata(certificates = [this.key.certificate]): Promise<void> {
    const xml = idpMetadata({
      entityId: this.entityId,
      certificates,
      ssoUrl: 'https://idp.example/sso',
      sloUrl: 'https://idp.example/slo',
    });
    this.take(await this.owner.put(`${this.path}/metadata`, { xml }).expect(200));
  }

  async sign(signed: SignedParts): Promise<void> {
    this.signed = signed;
    await this.change({ signed });
  }

  async change(draft: object): Promise<void> {
    this.take(await this.owner.patch(`${this.path}/draft`, draft).expect(200));
  }

  /** A test login by the owner, as far as the page that shows its result. */
  async passTest(options: Partial<SignedResponseOptions> = {}): Promise<void> {
    const begun = await this.begin('?test=1', this.owner.cookie);
    const posted = await this.post(await this.response(begun, options));
    await this.complete(posted, `${begun.cookie}; ${this.owner.cookie}`);
    this.connection = await this.read();
  }

  async switchOn(): Promise<void> {
    this.take(await this.owner.post(`${this.path}/switch-on`).expect(200));
  }

  async read(): Promise<SsoConnection> {
    const { items } = (await this.owner.get(base).expect(200)).body as { items: SsoConnection[] };
    return items.find(({ id }) => id === this.connection.id) as SsoConnection;
  }

  /** A browser goes to sign in. */
  async begin(query = '', cookie = ''): Promise<Begun> {
    const { signInUrl, certificate: _certificate } = this.connection.serviceProvider;
    const answer = await this.app
      .http()
      .get(`${pathOf(signInUrl)}${query}`)
      .set('cookie', cookie)
      .expect(302);
    const given = cookieOf(answer, '__Host-holdfast-sign-in');
    if (given === undefined) throw new Error('The browser was not marked.');
    return { request: readAuthnRequest(String(answer.headers['location'])), cookie: given };
  }

  /** What a good provider answers, with whatever an attack changes of it. */
  response({ request }: Begun, options: Partial<SignedResponseOptions> = {}): Promise<PostedMessage> {
    const { entityId, acsUrl } = this.connection.serviceProvider;
    return samlResponse({
      idpEntityId: this.entityId,
      sp: { entityId, acsUrl },
      requestId: request.id,
      signed: this.signed,
      signing: this.key,
      ...options,
      assertion: {
        nameId: 'mira-1',
        authnStatement: { sessionIndex: '_s1' },
        attributes: { email: 'mira@northwind.example', displayName: 'Mira Haddad', groups: ['staff'] },
        ...options.assertion,
      },
    });
  }

  post({ base64 }: { readonly base64: string }, relayState = '/phones'): supertest.Test {
    return this.app.http().post(this.acs).type('form').send({ SAMLResponse: base64, RelayState: relayState });
  }

  /** The browser follows from our ACS to where its session waits. */
  async complete(posted: supertest.Response, cookie: string): Promise<supertest.Response> {
    return this.app.http().get(String(posted.headers['location'])).set('cookie', cookie);
  }

  /** All of it; answers the last redirect, with the session's cookie if there is one. */
  async signIn(options: Partial<SignedResponseOptions> = {}): Promise<supertest.Response> {
    const begun = await this.begin();
    return this.complete(await this.post(await this.response(begun, options)), begun.cookie);
  }

  private take(answer: supertest.Response): void {
    this.connection = answer.body as SsoConnection;
  }
}
