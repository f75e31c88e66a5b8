import { readFileSync } from 'node:fs';
import { endpoints } from '@holdfast/contracts';
import { recoveryCodeKeyPair } from '@holdfast/storage';
import type { SnapshotSummary } from '@holdfast/storage';
import { ChallengesDouble } from './challenges-double.js';
import { ControlPlaneDouble } from './control-plane-double.js';
import { Refusal } from './handler.js';
import { filesBelow } from './iphone-room.js';

const DAY = '2026-12-27';

/** A control plane with one leaver: their link, the public half of their code, and what was backed up of them. */
export class LeavingPlane {
  readonly plane = new ControlPlaneDouble();
  readonly token = `hfl_${'a'.repeat(43)}`;
  /** Bearers by what they may: the link alone, or link and code. */
  readonly sessions = new Map<string, 'link' | 'code'>();
  isOver = false;
  isHeld = false;
  /** So many calls of link and code are taken before the bearer has ended. */
  callsPerSession = Infinity;
  proofs = 0;
  private calls = 0;
  private readonly challenges = new ChallengesDouble();

  constructor(
    private readonly words: string,
    private readonly labels: Readonly<Record<string, string>>,
    private readonly snapshots: () => Promise<readonly SnapshotSummary[]>,
  ) {
    const { plane } = this;
    plane.more.push(
      [endpoints.openLeaverLink, (_, body: { token: string }) => this.open(body.token)],
      [endpoints.leaverKept, (_, __, ___, bearer) => this.as('link', bearer, () => this.kept())],
      [endpoints.leaverChallenge, (_, __, ___, bearer) => this.as('link', bearer, () => this.challenge())],
      [
        endpoints.leaverProof,
        (_, body: { challenge: string; answer: string }, __, bearer) =>
          this.as('link', bearer, () => this.prove(body)),
      ],
      [endpoints.leaverRepository, (_, __, ___, bearer) => this.as('code', bearer, () => this.repository())],
      [endpoints.leaverState, (_, __, ___, bearer) => this.as('code', bearer, () => this.state())],
      [endpoints.leaverObjects, (_, __, query, bearer) => this.as('code', bearer, () => this.objects(query))],
      [
        endpoints.leaverDownloads,
        (_, body: { names: string[] }, __, bearer) =>
          this.as('code', bearer, () => this.downloads(body.names)),
      ],
      [endpoints.askErasure, (_, __, ___, bearer) => this.as('code', bearer, () => this.erase())],
    );
  }

  get link(): string {
    return `${this.plane.origin}/leaver#${this.token}`;
  }

  /** Takes over what lies in a folder location. */
  store(folder: string): void {
    for (const [name, at] of filesBelow(folder))
      if (!name.startsWith('.incoming')) this.plane.objects.set(name, readFileSync(at));
  }

  private open(token: string): unknown {
    if (token !== this.token || this.isOver) throw new Refusal('leaver-link-refused');
    return this.session('link');
  }

  private session(may: 'link' | 'code'): { token: string; expiresAt: string } {
    const token = `hfls_${String(this.sessions.size)}`;
    this.sessions.set(token, may);
    this.calls = 0;
    return { token, expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
  }

  private as(needed: 'link' | 'code', bearer: string, answer: () => unknown): unknown {
    const may = this.sessions.get(bearer);
    if (may === undefined || this.isOver) throw new Refusal('leaver-session-ended');
    if (needed === 'link') return answer();
    if (may === 'link') throw new Refusal('leaver-code-needed');
    this.calls += 1;
    if (this.calls <= this.callsPerSession) return answer();
    this.sessions.delete(bearer);
    throw new Refusal('leaver-session-ended');
  }

  private async kept(): Promise<unknown> {
    const snapshots = await this.snapshots();
    return {
      ...{ name: 'Mira Haddad', company: 'Northwind', leftOn: '2026-11-27', accessUntil: DAY, hold: null },
      ...{ erasureDueOn: '2026-12-28', erasureAsked: false, storedBytes: 1, locations: [], workstations: [] },
      phones: Object.entries(this.labels).map(([id, label]) => ({
        ...{ id, label, platform: 'ios', oldestOn: DAY, newestOn: DAY, files: 1, bytes: 1 },
        versions: snapshots.filter(({ phone }) => phone === id).length,
        leftOut: [{ category: 'documents', cause: 'over-size-limit', count: 2 }],
      })),
    };
  }

  private challenge(): unknown {
    return this.challenges.challenge(recoveryCodeKeyPair(this.words)?.publicKey ?? new Uint8Array());
  }

  private prove(given: { challenge: string; answer: string }): unknown {
    if (!this.challenges.isAnswer(given)) throw new Refusal('leaver-proof-refused');
    this.proofs += 1;
    return this.session('code');
  }

  private repository(): unknown {
    const { repository, location } = this.plane.ids;
    return {
      repositoryId: repository,
      locations: [{ locationId: location, name: 'Test folder', snapshots: 1 }],
      interim: [],
    };
  }

  private async state(): Promise<unknown> {
    const { repository, location } = this.plane.ids;
    return {
      repositoryId: repository,
      snapshots: (await this.snapshots()).map(({ objectName, takenAt }, at) => ({
        snapshotId: `00000000-0000-4000-8000-00000000000${String(at)}`,
        phoneId: repository,
        objectName,
        takenAt: takenAt.toISOString(),
        locationIds: [location],
      })),
    };
  }

  private objects(query: URLSearchParams): unknown {
    const objects = [...this.plane.objects]
      .filter(([name]) => name.startsWith(query.get('prefix') ?? ''))
      .map(([name, bytes]) => ({ name, size: bytes.length }));
    return { objects, nextCursor: null };
  }

  private downloads(names: readonly string[]): unknown {
    return { requests: names.map((name) => this.plane.signedGet(name)) };
  }

  private erase(): unknown {
    if (this.isHeld) throw new Refusal('hold-stands');
    return { earliestAt: new Date().toISOString() };
  }
}
