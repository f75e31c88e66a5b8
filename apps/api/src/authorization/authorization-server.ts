import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { Configuration } from '../configuration/index.js';
import { accountIdOf, parseAccountId } from './agent-account.js';
import { ENROLMENT_TOKEN_GRANT, issuerOf, resourceOf } from './agent-client.js';
import { AgentStanding } from './agent-standing.js';
import { AuthorizationKeys } from './authorization-keys.js';
import { EnrolmentTokenGrant } from './enrolment-token-grant.js';
import { FailureThrottle } from './failure-throttle.js';
import { providerOptions } from './provider-options.js';
import { newRefreshToken } from './refresh-token-form.js';
import { StoredModels } from './stored-models.js';

export type OAuthHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The authorization server of agents: `oidc-provider`, in this process, mounted at `/oauth`. */
@Injectable()
export class AuthorizationServer {
  readonly provider: Provider;
  private readonly logger = new Logger('authorization');
  private readonly origin: URL;

  constructor(
    configuration: Configuration,
    keys: AuthorizationKeys,
    models: StoredModels,
    private readonly standing: AgentStanding,
    enrolmentTokens: EnrolmentTokenGrant,
    throttle: FailureThrottle,
  ) {
    const { publicOrigin } = configuration.values;
    this.origin = new URL(publicOrigin);
    this.provider = new Provider(issuerOf(publicOrigin), {
      ...providerOptions(publicOrigin, keys),
      adapter: models.factory,
      findAccount: (ctx, id) => this.account(ctx, id),
      renderError: (ctx, out) => this.showError(ctx, out),
      interactions: { url: (_ctx, { uid }) => `/enrol-workstation/${uid}` },
    });
    // The library asks its models for their ids; its types leave that out.
    Object.assign(this.provider.RefreshToken.prototype, {
      generateTokenId(this: { grantId?: string }) {
        return newRefreshToken(this.grantId ?? '');
      },
    });
    this.provider.proxy = true;
    this.provider.use((ctx, next) => throttle.run(ctx, next));
    this.provider.use(withoutSession(this.provider.cookieName('session')));
    this.provider.registerGrantType<{ enrolment_token?: string }>(
      ENROLMENT_TOKEN_GRANT,
      (ctx) => enrolmentTokens.run(this.provider, resourceOf(publicOrigin), ctx),
      ['enrolment_token'],
    );
    // Codes and the library's own sentences: neither holds anything of the request.
    this.provider.on('grant.error', (_ctx, { error, error_detail: detail }) =>
      this.logger.log({ error, detail }, 'no tokens were given'),
    );
    this.provider.on('server_error', (_ctx, error) =>
      this.logger.error({ err: error }, 'authorization failed'),
    );
  }

  /** Every address that it names is of the public origin, whatever the request says about where it was sent. */
  handler(): OAuthHandler {
    const callback = this.provider.callback();
    return (request, response) => {
      request.headers.host = this.origin.host;
      request.headers['x-forwarded-host'] = this.origin.host;
      request.headers['x-forwarded-proto'] = this.origin.protocol.slice(0, -1);
      void callback(request, response);
    };
  }

  private async account(
    ctx: KoaContextWithOIDC,
    id: string,
  ): Promise<{ accountId: string; claims: () => { sub: string } } | undefined> {
    const account = parseAccountId(id);
    if (!account || !(await this.standing.mayGoOn(account))) {
      if (ctx.oidc.route === 'resume') throw new errors.AccessDenied();
      return undefined;
    }
    return { accountId: accountIdOf(account), claims: () => ({ sub: account.agentId }) };
  }

  /** A person sees the console's own page; a program that asks wrongly is told what is wrong. */
  private showError(
    ctx: KoaContextWithOIDC,
    out: { error: string; error_description?: string | undefined },
  ): void {
    if (ctx.oidc.route === 'resume') {
      ctx.status = 303;
      ctx.redirect(`/enrol-workstation/${out.error === 'access_denied' ? 'refused' : 'closed'}`);
      return;
    }
    ctx.type = 'text/plain';
    ctx.body = [out.error, out.error_description].filter(Boolean).join(': ');
  }
}

/** Signing in is the console's: nothing of it is remembered here, and so no cookie says that it is. */
const withoutSession =
  (name: string) =>
  async (
    ctx: {
      response: { get(field: string): string | string[] };
      set(field: string, value: string[]): void;
      remove(field: string): void;
    },
    next: () => Promise<void>,
  ): Promise<void> => {
    await next();
    const set = [ctx.response.get('set-cookie') ?? []].flat();
    const kept = set.filter((cookie) => !cookie.startsWith(`${name}=`) && !cookie.startsWith(`${name}.sig=`));
    if (kept.length === set.length) return;
    if (kept.length === 0) ctx.remove('set-cookie');
    else ctx.set('set-cookie', kept);
  };
