import type { Role } from '@holdfast/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** A signed-in person of a company. */
export interface SessionCaller {
  readonly kind: 'session';
  readonly companyId: string;
  readonly employeeId: string;
  readonly role: Role;
  readonly sessionId: string;
  readonly requestId: string;
}

/** A signed-in operator of the installation: of no company. */
export interface OperatorCaller {
  readonly kind: 'operator';
  readonly operatorId: string;
  readonly requestId: string;
}

/** An agent that may not have said yet which workstation it is on. */
export interface EnrollingCaller {
  readonly kind: 'enrolling';
  readonly companyId: string;
  readonly agentId: string;
  readonly employeeId: string;
  readonly requestId: string;
}

/** An agent by its access token and its key: it acts for one employee on one workstation. */
export interface AgentCaller {
  readonly kind: 'agent';
  readonly companyId: string;
  readonly agentId: string;
  readonly workstationId: string;
  readonly employeeId: string;
  readonly requestId: string;
}

/** Somebody who has left, by their personal link. `proven`: and by their recovery code. */
export interface LeaverCaller {
  readonly kind: 'leaver';
  readonly companyId: string;
  readonly employeeId: string;
  readonly proven: boolean;
  readonly requestId: string;
}

/** A script of the company, by one of its tokens. `label` is what the audit log calls it. */
export interface TokenCaller {
  readonly kind: 'token';
  readonly companyId: string;
  readonly tokenId: string;
  readonly label: string;
  readonly requestId: string;
}

/** Who comes to an endpoint that also takes a company's token. */
export type PersonOrToken = SessionCaller | TokenCaller;

/** The company's directory, by one of its tokens. */
export interface DirectoryCaller {
  readonly kind: 'directory';
  readonly companyId: string;
  readonly tokenId: string;
  readonly requestId: string;
}

export type AnyCaller =
  | SessionCaller
  | TokenCaller
  | OperatorCaller
  | AgentCaller
  | EnrollingCaller
  | LeaverCaller
  | DirectoryCaller;
type WithCaller = Request & { caller?: AnyCaller };

/** Called by the guards only. */
export const setCaller = (request: Request, caller: AnyCaller): void => {
  (request as WithCaller).caller = caller;
};

/** Who calls, as the guard found; undefined on a route that asks for nobody. */
export const callerOf = (request: Request): AnyCaller | undefined => (request as WithCaller).caller;

/** Parameter decorator: who calls. A route without a guard that set it is a mistake, and says so. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): AnyCaller => {
  const caller = callerOf(context.switchToHttp().getRequest<Request>());
  if (caller === undefined) throw new Error('No caller on a route that asks for one');
  return caller;
});
