import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import {
  type AccessToken,
  AccessTokens,
  DpopNonces,
  parseProof,
  proves,
  spentAs,
} from '../authorization/index.js';
import { Configuration } from '../configuration/index.js';
import { SpentProofs } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';
import { setCaller } from '../http/caller.js';
import { requestIdOf } from '../http/request-id.js';
import { endpointOf } from '../http/endpoint-of.js';
import { DomainError } from '../problems/domain-error.js';
import { expired, nonceRequired, proofRefused, tokenRefused } from './agent-refusals.js';

/** The one route of an agent that has not said yet which workstation it is on. */
const ENROLS = 'enrolWorkstation';

/**
 * Lets an agent in by its access token and a proof of its key for this very request (RFC 9449), unless it was revoked or
 * its employee has left: both at the very next request. The nonce says how fresh a proof is, never a clock.
 */
@Injectable()
export class AgentGuard implements CanActivate {
  private readonly origin: string;

  constructor(
    private readonly tokens: AccessTokens,
    private readonly nonces: DpopNonces,
    private readonly spent: SpentProofs,
    private readonly fleet: Fleet,
    configuration: Configuration,
  ) {
    this.origin = configuration.values.publicOrigin;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = endpointOf(context);
    if (endpoint?.auth !== 'agent') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const enrols = endpoint.id === ENROLS;
    try {
      const { token, proof } = await this.checked(request);
      const { companyId, agentId, employeeId } = token;
      const [first, agent] = await Promise.all([
        this.spent.spend(proof),
        enrols ? undefined : this.fleet.standing(companyId, agentId),
      ]);
      if (!first) throw proofRefused();
      const caller = { companyId, agentId, employeeId, requestId: requestIdOf(request) };
      if (enrols) {
        setCaller(request, { kind: 'enrolling', ...caller });
        return true;
      }
      if (!agent || agent.revoked || !agent.employeeActive) throw tokenRefused();
      setCaller(request, { kind: 'agent', workstationId: agent.workstationId, ...caller });
      return true;
    } catch (error) {
      if (error instanceof DomainError) challenge(http.getResponse<Response>(), error);
      throw error;
    }
  }

  /** What can be checked without asking the database; `proof`: what it is spent as. */
  private async checked(request: Request): Promise<{ token: AccessToken; proof: Buffer }> {
    const [, accessToken] = /^DPoP ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const token = accessToken === undefined ? undefined : this.tokens.read(accessToken);
    if (accessToken === undefined || !token) throw tokenRefused();
    if (token.expiresAt * 1000 <= Date.now()) throw expired();
    const { dpop } = request.headers;
    const proof = typeof dpop === 'string' ? parseProof(dpop) : undefined;
    if (!proof) throw proofRefused();
    const { nonce } = proof.claims;
    if (nonce === undefined || !this.nonces.isGood(nonce)) throw nonceRequired();
    const [path] = request.originalUrl.split('?', 1);
    const url = `${this.origin}${path ?? ''}`;
    const expected = { method: request.method, url, ath: token.hash, jkt: token.jkt };
    if (!(await proves(proof, expected))) throw proofRefused();
    return { token, proof: spentAs(proof) };
  }
}

/** RFC 9449, sections 7.1 and 9. */
const ERRORS: Partial<Record<DomainError['code'], string>> = {
  'dpop-nonce-required': 'use_dpop_nonce',
  'dpop-proof-refused': 'invalid_dpop_proof',
  'agent-token-expired': 'invalid_token',
  'agent-token-refused': 'invalid_token',
};

const challenge = (response: Response, { code }: DomainError): void => {
  const error = ERRORS[code];
  if (error) response.setHeader('www-authenticate', `DPoP error="${error}", algs="ES256"`);
};
