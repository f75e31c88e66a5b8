import { randomUUID } from 'node:crypto';
import type { AgentAuthorization } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { InteractionResults } from 'oidc-provider';
import { Audit, doerOf } from '../audit/index.js';
import { Companies } from '../companies/index.js';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/index.js';
import { OAuthEntry } from '../entry/index.js';
import type { SessionCaller } from '../http/index.js';
import { People } from '../people/index.js';
import { notFound } from '../problems/index.js';
import { accountIdOf } from './agent-account.js';
import { CLIENT_ID, INTERACTION_SECONDS, resourceOf, SCOPE } from './agent-client.js';
import { AuthorizationServer } from './authorization-server.js';

type Interaction = Awaited<ReturnType<AuthorizationServer['provider']['interactionDetails']>>;
type Os = AgentAuthorization['workstation']['os'];

/** A browser's request and answer: the request for authorization is known by their cookie. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/**
 * What a person decides about a workstation that asks to be enrolled. A request is known by its address **and** by a
 * cookie of the browser in which it was opened: a link that is sent to somebody else is none there, and what they approve
 * could not go on in the sender's browser either.
 */
@Injectable()
export class AgentAuthorizations {
  private readonly resource: string;

  constructor(
    private readonly server: AuthorizationServer,
    private readonly entry: OAuthEntry,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly companies: Companies,
    private readonly audit: Audit,
    configuration: Configuration,
  ) {
    this.resource = resourceOf(configuration.values.publicOrigin);
  }

  /** @throws DomainError `not-found`: unknown, too old, or opened in another browser */
  async show(
    { companyId, employeeId }: SessionCaller,
    uid: string,
    at: Exchange,
  ): Promise<AgentAuthorization> {
    const { params, exp } = await this.open(uid, at);
    return this.tenant.run(companyId, async (db) => {
      const employee = await this.people.employee(db, companyId, employeeId);
      if (!employee) throw notFound();
      const company = await this.companies.company(db, companyId);
      return {
        employee: { name: employee.name, email: employee.email },
        company: { name: company.name },
        workstation: {
          label: String(params['workstation_label']),
          os: String(params['workstation_os']) as Os,
        },
        askedAt: new Date((exp - INTERACTION_SECONDS) * 1000).toISOString(),
      };
    });
  }

  /** Answers where the browser goes on. What was decided first stays. @throws DomainError `not-found` */
  async decide(
    caller: SessionCaller,
    uid: string,
    approved: boolean,
    at: Exchange,
  ): Promise<{ continueAt: string }> {
    const interaction = await this.open(uid, at);
    if (interaction.result) return { continueAt: interaction.returnTo };
    const { companyId, employeeId } = caller;
    const { provider } = this.server;
    const continueAt = await this.tenant.run(companyId, (db) =>
      this.entry.join(db, async () => {
        const agentId = randomUUID();
        const result = approved
          ? await this.grant(accountIdOf({ companyId, employeeId, agentId }))
          : { error: 'access_denied', error_description: 'the employee says that it is not theirs' };
        const next = await provider.interactionResult(at.request, at.response, result);
        await this.audit.append(db, companyId, {
          action: approved ? 'workstation.approved' : 'workstation.declined',
          by: doerOf(caller),
          subject: employeeId,
          details: { os: String(interaction.params['workstation_os']) },
        });
        return next;
      }),
    );
    return { continueAt };
  }

  private async grant(accountId: string): Promise<InteractionResults> {
    const grant = new this.server.provider.Grant({ accountId, clientId: CLIENT_ID });
    grant.addOIDCScope(SCOPE);
    grant.addResourceScope(this.resource, SCOPE);
    return { login: { accountId, remember: false }, consent: { grantId: await grant.save() } };
  }

  private async open(uid: string, { request, response }: Exchange): Promise<Interaction> {
    const found = await this.server.provider.interactionDetails(request, response).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'SessionNotFound') return undefined;
      throw error;
    });
    if (found?.uid !== uid) throw notFound();
    return found;
  }
}
