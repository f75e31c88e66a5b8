import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import Provider, { errors, type TokenEndpointGrantContext } from 'oidc-provider';
import {
  buildTokenResponse,
  checkDpopReplay,
  resolveAndApplyResource,
  validateDpop,
} from 'oidc-provider/lib/helpers/grants.js';
import { Tenant } from '../database/index.js';
import { Entry, OAuthEntry } from '../entry/index.js';
import { People } from '../people/index.js';
import { accountIdOf } from './agent-account.js';
import { SCOPE } from './agent-client.js';

type Context = TokenEndpointGrantContext<{ enrolment_token?: string }>;

const refused = (why: 'enrolment-token-unknown' | 'enrolment-token-expired'): Error =>
  Object.assign(new errors.InvalidGrant(why), { error_description: why });

/**
 * The grant of a silent rollout: a one-time token for tokens of an agent. Of any number of tries one wins, and what it is
 * given is kept in the transaction in which the token is spent.
 */
@Injectable()
export class EnrolmentTokenGrant {
  constructor(
    private readonly entry: Entry,
    private readonly oauth: OAuthEntry,
    private readonly tenant: Tenant,
    private readonly people: People,
  ) {}

  async run(provider: Provider, resource: string, ctx: Context): Promise<void> {
    const { enrolment_token: token } = ctx.oidc.params;
    if (typeof token !== 'string' || token.length > 200) throw refused('enrolment-token-unknown');
    const proof = await validateDpop(provider, ctx);
    if (!proof) throw new errors.InvalidGrant('DPoP proof JWT not provided');
    await checkDpopReplay(provider, ctx, proof, ctx.oidc.client.clientId);
    const found = await this.entry.enrolmentToken(token);
    if (!found) throw refused('enrolment-token-unknown');
    if (found.expired) throw refused('enrolment-token-expired');
    const { companyId, subject: employeeId } = found;
    await this.tenant.run(companyId, (db) =>
      this.oauth.join(db, async () => {
        if (!(await this.entry.consumeEnrolmentToken(db, token))) throw refused('enrolment-token-unknown');
        const employee = await this.people.employee(db, companyId, employeeId);
        if (!employee?.active) throw refused('enrolment-token-unknown');
        const accountId = accountIdOf({ companyId, employeeId, agentId: randomUUID() });
        await this.issue(provider, resource, ctx, { accountId, jkt: proof.thumbprint });
      }),
    );
  }

  private async issue(
    provider: Provider,
    resource: string,
    ctx: Context,
    { accountId, jkt }: { accountId: string; jkt: string },
  ): Promise<void> {
    const { client } = ctx.oidc;
    const grant = new provider.Grant({ accountId, clientId: client.clientId });
    grant.addOIDCScope(SCOPE);
    grant.addResourceScope(resource, SCOPE);
    const grantId = await grant.save();
    const given = { accountId, client, grantId, gty: 'enrolment_token' };
    const refresh = new provider.RefreshToken({ ...given, resource, scope: SCOPE, rotations: 0 });
    refresh.jkt = jkt;
    const access = new provider.AccessToken(given);
    access.setThumbprint('jkt', jkt);
    await resolveAndApplyResource(provider, ctx, refresh, access, grant);
    ctx.oidc.entity('Grant', grant);
    ctx.body = buildTokenResponse(provider, {
      accessToken: await access.save(),
      refreshToken: await refresh.save(),
      expiresIn: access.expiration,
      scope: access.scope,
      tokenType: access.tokenType,
    });
  }
}
