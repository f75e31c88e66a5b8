import type { KnownRun } from './run-rows.js';

/** What verifications and drills found in a repository, which all phones of a person share. */
export interface ProofFacts {
  readonly verifiedAt?: Date;
  readonly damagedSince?: Date;
}

/** What the agent ends a verification with that found objects missing or altered. */
const DAMAGE = 'unreadable';

/** From the proofs of all of a person's phones, in any order. */
export function proofFacts(runs: readonly KnownRun[]): ProofFacts {
  const proofs = runs.filter((run) => run.proof);
  const passed = proofs.filter((run) => run.outcome === 'completed').map((run) => run.endedAt.getTime());
  const verifiedAt = passed.length > 0 ? new Date(Math.max(...passed)) : undefined;
  const found = proofs
    .filter(({ outcome, cause }) => outcome === 'failed' && cause === DAMAGE)
    .map((run) => run.endedAt.getTime())
    .filter((at) => !verifiedAt || at > verifiedAt.getTime());
  return {
    ...(verifiedAt && { verifiedAt }),
    ...(found.length > 0 && { damagedSince: new Date(Math.min(...found)) }),
  };
}
