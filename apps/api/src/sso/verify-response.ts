import type { Request, Response } from 'express';
import {
  checkOpened,
  checkResponse,
  checkShape,
  decryptAssertion,
  type Expected,
  type PostedResponse,
  readAssertion,
  readCovered,
  Refusal,
  type Vouched,
} from './strict/index.js';
import { type StrategyParts, strategyFor } from './strategy.js';
import { verifyPosted } from './through-passport.js';

/** A response that holds, and how it was protected. */
export interface Verified {
  readonly vouched: Vouched;
  readonly encrypted: boolean;
  readonly signed: readonly ('response' | 'assertion')[];
}

/**
 * Verifies a posted response. Its form comes first, and what it says, so that whoever sets a connection up reads which rule
 * it breaks; then passport's strategy computes the signatures; then everything that is believed is read anew, by our own
 * rules, from the bytes that those signatures cover. The library alone accepts a wrong recipient, destination or issuer, a
 * confirmation that is none, and more (measured 2026-11-22).
 * @throws Refusal
 */
export const verifyResponse = async (
  posted: PostedResponse,
  parts: StrategyParts,
  http: { readonly request: Request; readonly response: Response },
): Promise<Verified> => {
  const { settings, us, ourKey, requestId } = parts;
  const expected: Expected = {
    idpEntityId: settings.idpEntityId,
    audience: us.entityId,
    acsUrl: us.acsUrl,
    requestId,
    now: Date.now(),
  };
  const shape = checkShape(posted, settings);
  checkResponse(posted.root, expected);
  if (!shape.encrypted) readAssertion(shape.assertion, expected);
  // Authenticated encryption only (`checkEncryption`): what is opened before a signature was computed tells nobody anything.
  const early =
    shape.encrypted && !shape.responseSigned
      ? checkOpened(await decryptAssertion(shape.assertion, ourKey), settings)
      : undefined;
  const strategy = strategyFor(parts, {
    response: settings.signed !== 'assertion' || shape.responseSigned,
    assertion: settings.signed !== 'response' || shape.assertionSigned,
  });
  const profile = await verifyPosted(strategy, http.request, http.response);
  const covered = strategy.covered();
  const opened = early ?? (shape.encrypted ? checkOpened(covered.assertion, settings) : undefined);
  const vouched = readCovered(posted.root, covered, expected);
  if (profile.nameID.trim() !== vouched.nameId || profile.issuer !== settings.idpEntityId)
    throw new Refusal('structure', 'The response reads in two ways.');
  const assertionSigned = opened?.signed ?? shape.assertionSigned;
  return {
    vouched,
    encrypted: shape.encrypted,
    signed: [
      ...(shape.responseSigned ? (['response'] as const) : []),
      ...(assertionSigned ? (['assertion'] as const) : []),
    ],
  };
};
