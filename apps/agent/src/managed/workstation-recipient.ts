import type { Recipient } from '@holdfast/storage';
import type { Enrolment } from './enrolment.js';
import { publicKeyOf } from './public-key.js';

/**
 * This workstation as a recipient. It opens everything: one key does both, the agent's backups and the employee's
 * restores, as long as it lies in a file. Once the OS keychain keeps a key of the employee behind their presence, the
 * agent is to have one with the role `service`, which opens the newest epoch only.
 */
export const workstationRecipient = (enrolment: Enrolment): Recipient => ({
  kind: 'key',
  role: 'workstation',
  name: enrolment.workstationId,
  publicKey: publicKeyOf(enrolment.privateKey),
});
