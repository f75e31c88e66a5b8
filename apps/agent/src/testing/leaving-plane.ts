import { createHmac, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { endpoints } from '@holdfast/contracts';
import { recoveryCodeKeyPair } from '@holdfast/storage';
import type { SnapshotSummary } from '@holdfast/storage';
import { ControlPlaneDouble, Refusal } from './control-plane-double.js';
import { filesBelow } from './iphone-room.js';

const SPKI = Buffer.from('302a300506032b656e032100', 'hex');
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
  private readonly asked = new Map<string, Buffer>();

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
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    const raw = recoveryCodeKeyPair(this.words)?.publicKey ?? new Uint8Array();
    const key = Buffer.concat([SPKI, raw]);
    const theirs = createPublicKey({ key, format: 'der', type: 'spki' });
    const challenge = `c${String(this.asked.size)}`;
    this.asked.set(challenge, diffieHellman({ privateKey, publicKey: theirs }));
    const own = publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
    return { challenge, publicKey: own.toString('base64') };
  }

  private prove({ challenge, answer }: { challenge: string; answer: string }): unknown {
    const shared = this.asked.get(challenge) ?? Buffer.alloc(32);
    const key = hkdfSync('sha256', shared, Buffer.alloc(0), 'holdfast/recovery proof', 32);
    const right = createHmac('sha256', Buffer.from(key)).update(challenge).digest('base64');
    if (answer !== right) throw new Refusal('leaver-proof-refused');
    this.proofs += 1;
    return this.session('code');
  }

  private repository(): unknown {
    const { repository, location } = this.plane.ids;
    return {
      repositoryId: repository,
      locations: [{ locationId: location, name: 'Test folder', snapshots: 1 }],
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
