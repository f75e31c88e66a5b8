import { createHash } from 'node:crypto';
import type { EffectivePolicy, Notice } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { type RegisteredKey, statementText, visibilityOf } from '@holdfast/policy';
import { keyFingerprint } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import type { ControlPlane } from './control-plane.js';

/** `companyKey`: fingerprint of the company's key that it names as able to open backups; null: it names none. */
export interface StatementRead extends Notice {
  readonly companyKey: string | null;
}

/**
 * The statement in force, proven to say what the employee's policy means: this program writes it anew from the policy that
 * backups follow and compares. A control plane that shows one thing and asks for another is refused.
 * @throws Fault `refused`; ProblemError, ControlPlaneUnreachable
 */
export async function readStatement(plane: ControlPlane, signal?: AbortSignal): Promise<StatementRead> {
  const options = signal ? { signal } : {};
  const policy = await plane.call(endpoints.effectivePolicy, options);
  const statement = await plane.call(endpoints.currentNotice, options);
  if (isTrue(statement, policy)) return { ...statement, companyKey: keyNamed(policy) };
  // A policy published between the two calls: asked once more, in the other order.
  const newer = await plane.call(endpoints.effectivePolicy, options);
  if (isTrue(statement, newer)) return { ...statement, companyKey: keyNamed(newer) };
  throw new Fault('refused', {
    what: 'What the server shows as your privacy notice is not what its policy means.',
    holds: 'Nothing was acknowledged, and nothing is read from any phone.',
    next: 'Tell your IT and your privacy contact. A newer version of this program may know what this one does not.',
  });
}

/** The key of the company, called by what this program computes of it and not by what it is told. */
const keyOf = ({ companyKey }: EffectivePolicy): RegisteredKey | undefined =>
  companyKey === null
    ? undefined
    : { fingerprint: keyFingerprint(Buffer.from(companyKey.publicKey, 'base64')) };

const keyNamed = (policy: EffectivePolicy): string | null =>
  policy.policy.privacy.companyKey === 'none' ? null : (keyOf(policy)?.fingerprint ?? null);

function isTrue(statement: Notice, effective: EffectivePolicy): boolean {
  const text = statementText(statement.notice, visibilityOf(effective.policy, keyOf(effective)));
  return text === statement.text && sha256(text) === statement.sha256;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
