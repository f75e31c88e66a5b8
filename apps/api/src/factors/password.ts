import { hash, verify } from '@node-rs/argon2';

/** OWASP password storage cheat sheet (2025): argon2id, 19 MiB, two passes, one lane. */
/** The library's const enum does not survive isolated modules: 2 is Argon2id. */
const ARGON2ID = 2;
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id in its own encoded form (salt and costs inside). */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), OPTIONS);

export const passwordMatches = (encoded: string, password: string): Promise<boolean> =>
  verify(encoded, password.normalize('NFKC'), OPTIONS);

let decoy: Promise<string> | undefined;

/** Takes as long as a check that fails: an address without an account is not told apart by its speed. */
export const pretendToCheck = async (password: string): Promise<false> => {
  decoy ??= hashPassword('nobody has this password');
  await passwordMatches(await decoy, password);
  return false;
};
