import { generateSecret, generateURI, verify } from 'otplib';

/** RFC 6238 as authenticator apps read it: SHA-1, six digits, 30 seconds; anything else they ignore or refuse. */
const PERIOD = 30;
const ISSUER = 'Holdfast';

/** Base32, 160 bits (RFC 4226, 4: R6). */
export const newTotpSecret = (): string => generateSecret({ length: 20 });

/** The address that an authenticator app reads; `label` is what it shows beside the codes. */
export const totpUri = (secret: string, label: string): string =>
  generateURI({ issuer: ISSUER, label, secret, algorithm: 'sha1', digits: 6, period: PERIOD });

/**
 * The time step of a right code, now or one step to either side (RFC 6238, 5.2); undefined for a wrong one. Whether the
 * step was used already is for the caller to see to.
 */
export const totpStep = async (
  secret: string,
  code: string,
  now: number = Date.now(),
): Promise<number | undefined> => {
  const epoch = Math.floor(now / 1000);
  const answer = await verify({ secret, token: code, epoch, epochTolerance: PERIOD, period: PERIOD });
  return answer.valid && 'timeStep' in answer ? answer.timeStep : undefined;
};
