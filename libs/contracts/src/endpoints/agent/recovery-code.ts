import { z } from 'zod';
import { PublicKey } from '../company-key.js';
import { endpoint } from '../endpoint.js';
import { DateOnly } from '../paging.js';

/** 32 bytes in base64. */
const Bytes32 = z.base64().length(44);

/** What the control plane knows of an employee's recovery code: never the code. */
export const RecoveryCodeDates = z.object({
  registeredOn: DateOnly.nullable(),
  /** When somebody last proved that they hold this code; null: never. */
  provenOn: DateOnly.nullable(),
  /** When the policy wants it proven again; null: there is no code, or the policy never asks again. */
  dueOn: DateOnly.nullable(),
});
export type RecoveryCodeDates = z.infer<typeof RecoveryCodeDates>;

export const RecoveryCodeState = RecoveryCodeDates.extend({
  publicKey: PublicKey.nullable(),
  /** By what a workstation that has the code tells the employee's repository from one that somebody put there. */
  seal: Bytes32.nullable(),
});
export type RecoveryCodeState = z.infer<typeof RecoveryCodeState>;

/** X25519 public key for one question; the answer is made with the private key that follows from the words. */
export const RecoveryChallenge = z.object({ challenge: z.string(), publicKey: z.base64() });

export const agentRecoveryCodeEndpoints = {
  recoveryCode: endpoint({
    id: 'recoveryCode',
    method: 'GET',
    path: '/agent/v1/recovery-code',
    tag: 'agent',
    summary:
      "The employee's recovery code: its public key, when it was registered and proven, when it is due",
    auth: 'agent',
    status: 200,
    response: RecoveryCodeState,
    errors: [],
  }),
  registerRecoveryCode: endpoint({
    id: 'registerRecoveryCode',
    method: 'PUT',
    path: '/agent/v1/recovery-code',
    tag: 'agent',
    summary:
      'Say which public key the recovery code has (idempotent); another one has to name the one before',
    auth: 'agent',
    body: z.strictObject({ publicKey: PublicKey, seal: Bytes32, replaces: PublicKey.nullable() }),
    status: 200,
    response: RecoveryCodeState,
    errors: ['public-key-refused', 'version-conflict'],
  }),
  recoveryCodeChallenge: endpoint({
    id: 'recoveryCodeChallenge',
    method: 'POST',
    path: '/agent/v1/recovery-code/challenges',
    tag: 'agent',
    summary: 'Ask for what only the recovery code answers; five minutes, one use',
    auth: 'agent',
    status: 201,
    response: RecoveryChallenge,
    errors: [],
  }),
  proveRecoveryCode: endpoint({
    id: 'proveRecoveryCode',
    method: 'POST',
    path: '/agent/v1/recovery-code/proofs',
    tag: 'agent',
    summary: 'Answer the challenge: the code is proven today',
    auth: 'agent',
    body: z.strictObject({ challenge: z.string().min(1).max(1000), answer: z.base64().max(100) }),
    status: 200,
    response: RecoveryCodeState,
    errors: ['recovery-proof-refused', 'too-many-requests'],
  }),
};
