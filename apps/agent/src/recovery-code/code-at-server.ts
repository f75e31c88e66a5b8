import type { RecoveryCodeState } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { recoveryCodeKeyPair } from '@holdfast/storage';
import type { ControlPlane } from '../managed/control-plane.js';
import { answerChallenge } from './answer-challenge.js';
import { recoverySeal } from './recovery-seal.js';

/** Tells the control plane which public key the code has, once. The words stay here. */
export async function registerCode(
  plane: ControlPlane,
  words: string,
  identity: Uint8Array,
): Promise<RecoveryCodeState> {
  const publicKey = Buffer.from(recoveryCodeKeyPair(words)?.publicKey ?? []).toString('base64');
  const known = await plane.call(endpoints.recoveryCode);
  if (known.publicKey === publicKey) return known;
  const body = { publicKey, seal: recoverySeal(words, identity), replaces: known.publicKey };
  return plane.call(endpoints.registerRecoveryCode, { body });
}

/** Answers the control plane's question with the code: it knows then that the code is held, and on which day it was. */
export async function proveCode(plane: ControlPlane, words: string): Promise<RecoveryCodeState> {
  const challenge = await plane.call(endpoints.recoveryCodeChallenge);
  const body = { challenge: challenge.challenge, answer: answerChallenge(words, challenge) };
  // Once: an answer that was taken is refused the second time, and counted.
  return plane.call(endpoints.proveRecoveryCode, { body, tries: 1 });
}
