import type { CommandContext } from '../commands/command-context.js';
import type { EnrolFlags } from '../commands/enrol.js';
import type { AuthorizationClient, DpopJwk, TokensGiven } from '../credentials/index.js';
import { letInByBrowser } from '../credentials/index.js';
import { openBrowser } from '../platform/open-browser.js';
import type { Output } from '../terminal/output.js';

/**
 * How this workstation comes to tokens for a key: by a one-time token, or by its person in a browser. What takes long is done
 * first; what it answers uses something up, and is called where the tokens are kept.
 */
export type Letting = (
  client: AuthorizationClient,
  key: DpopJwk,
  label: string,
) => Promise<() => Promise<TokensGiven>>;

/** By a one-time enrolment token. */
export const byToken =
  (token: string): Letting =>
  (client, key) =>
    Promise.resolve(() => client.exchange(token, key));

/** By the person here, who signs in to their company. */
export const byPerson =
  ({ environment: { platform }, signal }: CommandContext, flags: EnrolFlags, output: Output): Letting =>
  (client, key, label) => {
    const show = (address: string): void => {
      output.warning('Let this workstation in, in the browser in which you sign in to your company:\n');
      output.warning(`  ${address}\n`);
      if (flags.browser !== false) openBrowser(platform, address);
    };
    return letInByBrowser(client, key, { label, os: platform.os }, show, signal);
  };
