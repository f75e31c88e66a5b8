import { bearer } from './bearer.js';
import { endpoints } from '@holdfast/contracts';
import type { Endpoint, LeaverKept } from '@holdfast/contracts';
import { ProblemError } from '../faults/problem-error.js';
import type { Answer, Call } from '../managed/control-plane.js';
import { ControlPlane } from '../managed/control-plane.js';
import { answerChallenge } from './answer-challenge.js';
import type { LeaverLink } from './leaver-link.js';

type Plane = Pick<ControlPlane, 'call'>;

/**
 * A leaver's access by link and recovery code, with no enrolment: it reads and never writes. It lasts an hour and is proven
 * anew where an export takes longer, until the term ends.
 * @throws ProblemError `leaver-link-refused`, `leaver-proof-refused` · ControlPlaneUnreachable
 */
export class LeaverAccess implements Plane {
  private renewing: Promise<Plane> | undefined;

  private constructor(
    readonly link: LeaverLink,
    private readonly words: string,
    private plane: Plane,
    /** What the link alone shows. */
    readonly kept: LeaverKept,
  ) {}

  static async open(link: LeaverLink, words: string): Promise<LeaverAccess> {
    const shown = await openLink(link);
    const kept = await shown.call(endpoints.leaverKept);
    return new LeaverAccess(link, words, await prove(link.origin, shown, words), kept);
  }

  get origin(): string {
    return this.link.origin;
  }

  async call<E extends Endpoint>(endpoint: E, call: Call = {}): Promise<Answer<E>> {
    const plane = this.plane;
    try {
      return await plane.call(endpoint, call);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'leaver-session-ended') throw error;
      // Several calls find it out at once: one of them proves.
      if (this.plane === plane) this.plane = await (this.renewing ??= this.renew());
      return this.plane.call(endpoint, call);
    }
  }

  private async renew(): Promise<Plane> {
    try {
      return await prove(this.link.origin, await openLink(this.link), this.words);
    } finally {
      this.renewing = undefined;
    }
  }
}

async function openLink({ origin, token }: LeaverLink): Promise<Plane> {
  const session = await new ControlPlane(origin, bearer(undefined)).call(endpoints.openLeaverLink, {
    body: { token },
  });
  return new ControlPlane(origin, bearer(session.token));
}

async function prove(origin: string, shown: Plane, words: string): Promise<Plane> {
  const challenge = await shown.call(endpoints.leaverChallenge);
  const body = { challenge: challenge.challenge, answer: answerChallenge(words, challenge) };
  // Once: an answer that was taken is refused the second time, and counted.
  const session = await shown.call(endpoints.leaverProof, { body, tries: 1 });
  return new ControlPlane(origin, bearer(session.token));
}
