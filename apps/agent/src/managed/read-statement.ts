import { createHash } from 'node:crypto';
import type { EffectivePolicy, Notice } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { statementText, visibilityOf } from '@holdfast/policy';
import { Fault } from '../faults/fault.js';
import type { ControlPlane } from './control-plane.js';

/**
 * The statement in force, proven to say what the employee's policy means: this program writes it anew from the policy that
 * backups follow and compares. A control plane that shows one thing and asks for another is refused.
 * @throws Fault `refused`; ProblemError, ControlPlaneUnreachable
 */
export async function readStatement(plane: ControlPlane, signal?: AbortSignal): Promise<Notice> {
  const options = signal ? { signal } : {};
  const policy = await plane.call(endpoints.effectivePolicy, options);
  const statement = await plane.call(endpoints.currentNotice, options);
  if (isTrue(statement, policy)) return statement;
  // A policy published between the two calls: asked once more, in the other order.
  if (isTrue(statement, await plane.call(endpoints.effectivePolicy, options))) return statement;
  throw new Fault('refused', {
    what: 'What the server shows as your privacy notice is not what its policy means.',
    holds: 'Nothing was acknowledged, and nothing is read from any phone.',
    next: 'Tell your IT and your privacy contact. A newer version of this program may know what this one does not.',
  });
}

function isTrue(statement: Notice, { policy }: EffectivePolicy): boolean {
  const text = statementText(statement.notice, visibilityOf(policy, undefined));
  return text === statement.text && sha256(text) === statement.sha256;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
