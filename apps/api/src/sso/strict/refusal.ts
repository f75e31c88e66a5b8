import type { SsoRefusal } from '@holdfast/contracts';

/**
 * A SAML message that is not accepted. `detail` is for the audit-reading side only (log of a test login): it may repeat
 * identifiers of the configuration and of the message's envelope, never an attribute's value.
 */
export class Refusal extends Error {
  constructor(
    readonly code: SsoRefusal,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Refusal';
  }
}

/** What a message said instead, short enough for a line and without what a terminal or a page could take amiss. */
export const said = (text: string | null | undefined): string =>
  text === null || text === undefined || text === ''
    ? 'nothing'
    : `“${text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)}”`;
