import type { Credential } from '../../credentials/index.js';
import { usage } from '../../faults/fault.js';
import { ControlPlane } from '../../managed/control-plane.js';
import { parseOrigin } from '../../managed/origin.js';

/** A company's API token, as a program carries it: nothing of it is kept, renewed or printed. */
class BearerCredential implements Credential {
  constructor(private readonly token: string) {}

  authorize() {
    return Promise.resolve({
      accessToken: this.token,
      headers: { authorization: `Bearer ${this.token}` },
    });
  }

  heardNonce(): void {
    // A token of a company is bound to no key.
  }

  renew(): Promise<void> {
    return Promise.resolve();
  }
}

/** Where an installation is asked, and with what. */
export interface ServerAsked {
  /** As given by `--server`. */
  readonly server: string | undefined;
  /** From the environment only: what stands on a command line is read by everybody on the computer. */
  readonly token: string | undefined;
  readonly fallback: string | undefined;
}

/** @throws Fault `usage` without a server or a token, and for an address that is neither https nor this computer */
export function controlPlaneOf({ server, token, fallback }: ServerAsked): ControlPlane {
  const origin = server ?? fallback;
  if (origin === undefined) throw usage('Which server?', 'Give --server https://…, or set HOLDFAST_SERVER.');
  if (token === undefined || !/^[\x21-\x7e]{8,500}$/.test(token))
    throw usage(
      token === undefined ? 'There is no API token.' : 'HOLDFAST_API_TOKEN holds no API token.',
      'Set HOLDFAST_API_TOKEN to one that the console made, with permission to read (and to publish) policies.',
    );
  return new ControlPlane(parseOrigin(origin), new BearerCredential(token));
}
