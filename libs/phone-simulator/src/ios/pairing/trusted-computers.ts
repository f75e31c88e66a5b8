import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { StateFolder } from '../state-folder.js';

/** A computer that the phone trusts: what it sent when it paired. */
export interface TrustedComputer {
  readonly hostId: string;
  readonly systemBuid: string;
  /** PEM of the certificate that the computer made for the phone's key: the phone shows it in TLS. */
  readonly deviceCertificate: string;
  /** PEM of the computer's own. */
  readonly hostCertificate: string;
  /** PEM of what signed both; libimobiledevice shows this one in TLS. */
  readonly rootCertificate: string;
  /** Base64 of what the computer shows to have its services while the phone is locked. */
  readonly escrowBag: string;
}

const FILE = 'trusted-computers.json';
const Kept = z.array(
  z.strictObject({
    hostId: z.string(),
    systemBuid: z.string(),
    deviceCertificate: z.string(),
    hostCertificate: z.string(),
    rootCertificate: z.string(),
    escrowBag: z.string(),
  }),
);

/** The computers that the phone trusts, remembered across starts. */
export class TrustedComputers {
  /** Those that paired since the phone started. */
  private readonly fresh = new Set<string>();

  private constructor(
    private readonly state: StateFolder,
    private readonly computers: Map<string, TrustedComputer>,
  ) {}

  static async recall(state: StateFolder): Promise<TrustedComputers> {
    const kept = Kept.parse((await state.readJson(FILE)) ?? []);
    return new TrustedComputers(state, new Map(kept.map((one) => [one.hostId, one])));
  }

  /** `freshOnly`: the phone has forgotten those that it trusted before it was started. */
  get(hostId: string, freshOnly = false): TrustedComputer | undefined {
    return freshOnly && !this.fresh.has(hostId) ? undefined : this.computers.get(hostId);
  }

  get size(): number {
    return this.computers.size;
  }

  /** `isFresh` is false for the one that a phone trusts from the start. */
  async trust(computer: TrustedComputer, isFresh = true): Promise<void> {
    if (isFresh) this.fresh.add(computer.hostId);
    this.computers.set(computer.hostId, computer);
    await this.keep();
  }

  async forget(hostId: string): Promise<boolean> {
    const wasKnown = this.computers.delete(hostId);
    if (wasKnown) await this.keep();
    return wasKnown;
  }

  private keep(): Promise<void> {
    return this.state.writeJson(FILE, [...this.computers.values()]);
  }
}

/** Whether a certificate that a computer showed is one of those that it paired with. */
export function isComputer(computer: TrustedComputer, shown: X509Certificate | undefined): boolean {
  return [computer.hostCertificate, computer.rootCertificate].some(
    (known) => new X509Certificate(known).fingerprint256 === shown?.fingerprint256,
  );
}
