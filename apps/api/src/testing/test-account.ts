import type { Account, FactorOffer, FactorRequest } from '@holdfast/contracts';
import type supertest from 'supertest';
import { SoftwareAuthenticator } from './software-authenticator.js';
import type { TestConsole } from './test-console.js';

/** A person's own account, as they change it in the console. */
export class TestAccount {
  constructor(
    private readonly person: TestConsole,
    private readonly origin = 'http://localhost:13199',
  ) {}

  async read(): Promise<NonNullable<Account['breakGlass']>> {
    const { breakGlass } = (await this.person.get('/api/v1/account').expect(200)).body as Account;
    if (!breakGlass) throw new Error('No break-glass account');
    return breakGlass;
  }

  /** Confirms with the authenticator app's next code. */
  async confirm(): Promise<supertest.Response> {
    const asked = await this.person.post('/api/v1/account/confirmation/begin').expect(200);
    const { ticket } = asked.body as FactorRequest;
    const totp = await this.person.authenticator?.code();
    return this.person.post('/api/v1/account/confirmation', { ticket, totp });
  }

  async offer(): Promise<FactorOffer> {
    return (await this.person.post('/api/v1/account/factors/begin').expect(200)).body as FactorOffer;
  }

  async addPasskey(passkey = new SoftwareAuthenticator(this.origin)): Promise<supertest.Response> {
    const { ticket, passkey: options } = await this.offer();
    return this.person.post('/api/v1/account/factors', { ticket, passkey: passkey.create(options) });
  }

  /** The address of the newest passkey. */
  async newestPasskey(): Promise<string> {
    return `/api/v1/account/passkeys/${(await this.read()).passkeys.at(-1)?.id ?? ''}`;
  }
}
