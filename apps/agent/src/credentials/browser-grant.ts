import { Fault } from '../faults/fault.js';
import type { DpopJwk } from './agent-secrets.js';
import { issuerOf } from './agent-client.js';
import type { AuthorizationClient, TokensGiven } from './authorization-client.js';
import { LoopbackListener } from './loopback-listener.js';

/** What the person who lets a workstation in is shown of it. */
export interface ShownWorkstation {
  readonly label: string;
  readonly os: string;
}

/**
 * Has the person at this workstation let it in, in their browser (RFC 8252, RFC 7636); answers what gets the tokens. `show`
 * is given the address to open.
 *
 * @throws Fault `refused` they said that it is not theirs · `not-enrolled` nobody came
 */
export async function letInByBrowser(
  client: AuthorizationClient,
  key: DpopJwk,
  workstation: ShownWorkstation,
  show: (address: string) => void,
  signal: AbortSignal,
): Promise<() => Promise<TokensGiven>> {
  const listener = await LoopbackListener.open();
  try {
    const { redirectUri } = listener;
    const request = await client.authorizationRequest(key, { redirectUri, ...workstation });
    show(request.address);
    const answer = await listener.answer({ state: request.state, issuer: issuerOf(client.origin) }, signal);
    const error = answer.searchParams.get('error');
    if (error !== null) throw refusedInBrowser(error);
    return () => client.redeem(answer, request, key);
  } finally {
    listener.close();
  }
}

function refusedInBrowser(error: string): Fault {
  const isTheirs = error === 'access_denied';
  return new Fault('refused', {
    what: isTheirs
      ? 'You said in the browser that this workstation is not yours.'
      : `The control plane ended the enrolment: ${/^[a-z_]{1,40}$/.test(error) ? error : 'it does not say why'}.`,
    holds: 'Nothing was enrolled and nothing was stored here.',
    next: 'Run the same command again if you want to enrol it; if it goes on like this, tell your IT.',
  });
}
