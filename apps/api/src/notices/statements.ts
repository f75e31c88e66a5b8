import { createHash } from 'node:crypto';
import type { PolicyV1 } from '@holdfast/contracts';
import { type Claim, type RegisteredKey, statementText, visibilityOf } from '@holdfast/policy';

/** A statement with what it was made of. */
export interface Statement {
  /** Of the company's text. */
  readonly version: number;
  /** The company's text alone. */
  readonly notice: string;
  readonly claims: readonly Claim[];
  /** What is acknowledged. */
  readonly text: string;
  /** Hex SHA-256 of the UTF-8 text. */
  readonly sha256: string;
}

/** What decides what a statement says. */
export interface StatementInputs {
  readonly policy: PolicyV1;
  readonly key: RegisteredKey | undefined;
  readonly version: number;
  readonly notice: string;
}

export const makeStatement = ({ policy, key, version, notice }: StatementInputs): Statement => {
  const claims = visibilityOf(policy, key);
  const text = statementText(notice, claims);
  return { version, notice, claims, text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
};

/** Statements of the newest few policies of some companies: some kilobytes each, computed in a tenth of a millisecond. */
const MOST = 2_000;

/** Statements by what they were made of: a policy version and a text never change, so what is here is never wrong. */
export class KnownStatements {
  private readonly known = new Map<string, Statement>();

  async of(key: string, make: () => Promise<Statement>): Promise<Statement> {
    const found = this.known.get(key);
    if (found) return found;
    const made = await make();
    if (this.known.size >= MOST) this.known.delete(this.known.keys().next().value as string);
    this.known.set(key, made);
    return made;
  }
}
