import type { AuditAction, AuditBody, Role } from '@holdfast/contracts';
import type { AnyCaller } from '../http/caller.js';

/** Who did it, by ids; the log keeps pseudonyms. */
export type Doer =
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly role: Role | 'leaver';
      readonly requestId?: string;
    }
  | { readonly kind: 'operator'; readonly id: string; readonly requestId?: string }
  | {
      readonly kind: 'agent';
      readonly id: string;
      readonly employeeId: string;
      readonly requestId?: string;
    }
  | { readonly kind: 'token'; readonly name: string; readonly requestId?: string }
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'nobody'; readonly requestId?: string };

/** What a use case tells the log. `details` holds codes and counts: never a name, an address, a path or a secret. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly by: Doer;
  /** The employee whom it concerns. */
  readonly subject?: string | undefined;
  readonly object?: { readonly kind: string; readonly id: string } | undefined;
  readonly details?: AuditBody['details'] | undefined;
}

/** The caller of a request as the one who does it. */
export const doerOf = (caller: AnyCaller): Doer => {
  const { requestId } = caller;
  if (caller.kind === 'session')
    return { kind: 'person', id: caller.employeeId, role: caller.role, requestId };
  if (caller.kind === 'directory') return { kind: 'system', name: 'directory' };
  if (caller.kind === 'token') return { kind: 'token', name: caller.label, requestId };
  if (caller.kind === 'operator') return { kind: 'operator', id: caller.operatorId, requestId };
  if (caller.kind === 'leaver') return { kind: 'person', id: caller.employeeId, role: 'leaver', requestId };
  return { kind: 'agent', id: caller.agentId, employeeId: caller.employeeId, requestId };
};
