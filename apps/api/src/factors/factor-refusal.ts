import { DomainError } from '../problems/domain-error.js';

/** Why a factor was refused: for the audit log. Whoever tries is told one and the same. */
export type FactorRefusalReason =
  | 'totp'
  /** A right code of a time step that was used, or of one before it. */
  | 'totp-replayed'
  | 'passkey'
  | 'passkey-unknown'
  /** A right signature with a counter that does not go on: perhaps of a copy of the authenticator. */
  | 'passkey-counter';

export class FactorRefusal extends DomainError {
  constructor(readonly reason: FactorRefusalReason) {
    super(
      'factor-refused',
      'This code or passkey was not accepted. Nothing was changed. A code works once, and for about half a minute: ' +
        'wait for the next one.',
    );
    this.name = 'FactorRefusal';
  }
}

export const ticketRefused = (): DomainError =>
  new DomainError(
    'ticket-refused',
    'This step was done already, or it took longer than five minutes. Nothing was changed. Begin again.',
  );
