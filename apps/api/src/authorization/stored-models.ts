import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import Provider, { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import { Tenant } from '../database/index.js';
import { OAuthEntry, type OAuthKind, SpentProofs } from '../entry/index.js';
import { parseAccountId } from './agent-account.js';
import { GRANT_SECONDS } from './agent-client.js';
import { grantHashOf } from './refresh-token-form.js';
import { type Ending, RevokeAgent } from './revoke-agent.js';

const KEPT: ReadonlySet<string> = new Set<OAuthKind>([
  'Grant',
  'RefreshToken',
  'AuthorizationCode',
  'Interaction',
]);

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** Where the authorization server keeps what it has to know again. Sessions it has none: signing in is the console's. */
@Injectable()
export class StoredModels {
  constructor(
    private readonly entry: OAuthEntry,
    private readonly proofs: SpentProofs,
    private readonly revoke: RevokeAgent,
    private readonly tenant: Tenant,
  ) {}

  readonly factory: AdapterFactory = (name) => {
    if (name === 'ReplayDetection') return this.replays();
    return KEPT.has(name) ? this.model(name as OAuthKind) : this.none();
  };

  private model(kind: OAuthKind): Adapter {
    const { entry } = this;
    return {
      ...this.none(),
      // The id is the token itself: it goes into the hash, and stays out of the payload.
      upsert: (id, { jti: _jti, ...payload }, seconds) =>
        entry.put({
          kind,
          id,
          owner: parseAccountId(payload.accountId),
          grantId: payload.grantId,
          parentId: kind === 'RefreshToken' ? rotated() : undefined,
          payload,
          seconds: seconds ?? GRANT_SECONDS,
        }),
      find: async (id) => {
        const found = (await entry.find(kind, id)) ?? (kind === 'RefreshToken' && (await this.former(id)));
        if (!found) return undefined;
        const { payload, consumed } = found;
        return { ...payload, jti: id, ...(consumed && { consumed: true }) } as AdapterPayload;
      },
      consume: async (id) => {
        if (!(await entry.consume(kind, id))) throw new errors.InvalidGrant('already used');
      },
      destroy: (id) => (kind === 'Grant' ? this.endGrant(id) : entry.remove(kind, id).then(nothing)),
    };
  }

  /** A refresh token that was forgotten since one of its successors was used: what its grant has now, as one that was used. */
  private async former(
    token: string,
  ): Promise<{ payload: Record<string, unknown>; consumed: true } | undefined> {
    const grantHash = grantHashOf(token);
    const payload = grantHash && (await this.entry.refreshTokenOf(grantHash));
    return payload && { payload, consumed: true };
  }

  /** A grant ends with its agent, and with all that was given under it: its access token is refused from then on. */
  private async endGrant(id: string): Promise<void> {
    const found = await this.entry.find('Grant', id);
    const account = parseAccountId(found?.payload['accountId']);
    if (!account) return;
    const { companyId, agentId, employeeId } = account;
    const ending: Ending =
      Provider.ctx?.oidc.route === 'revocation'
        ? { because: 'given-up', by: { kind: 'agent', id: agentId, employeeId } }
        : { because: 'token-reused', by: { kind: 'system', name: 'authorization' } };
    await this.tenant.run(companyId, (db) => this.revoke.run(db, [account], ending));
  }

  /** One statement instead of find and save: of two that come at once one is the first. */
  private replays(): Adapter {
    return {
      ...this.none(),
      upsert: async (id) => {
        const hash = createHash('sha256').update(id, 'utf8').digest();
        if (!(await this.proofs.spend(hash))) throw new errors.InvalidGrant('DPoP proof was used before');
      },
    };
  }

  private none(): Adapter {
    return {
      upsert: nothing,
      find: nothing,
      findByUid: nothing,
      findByUserCode: nothing,
      consume: nothing,
      destroy: nothing,
      revokeByGrantId: nothing,
    };
  }
}

/** The refresh token that is being rotated by the request under way. */
const rotated = (): string | undefined => {
  const entities = Provider.ctx?.oidc.entities as { RotatedRefreshToken?: { jti: string } } | undefined;
  return entities?.RotatedRefreshToken?.jti;
};
