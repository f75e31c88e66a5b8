import type { TrustedComputer } from '../pairing/trusted-computers.js';
import type { Service } from '../phone-state.js';

/** A service that waits for the computer that asked for it. */
export interface WaitingService {
  readonly service: Service;
  readonly computer: TrustedComputer;
}

const FIRST_PORT = 49_152;
const PORTS = 16_384;
/** Waiting services beyond this are forgotten, the oldest first. */
const MOST_WAITING = 256;

/** The services that the phone has, and the ports on which started ones wait: each for one connection. */
export class ServicePorts {
  private readonly waiting = new Map<number, WaitingService>();
  private next = 0;

  constructor(private readonly services: ReadonlyMap<string, Service>) {}

  find(name: string): Service | undefined {
    return this.services.get(name);
  }

  /** The port on which it waits now. */
  start(waiting: WaitingService): number {
    const port = FIRST_PORT + (this.next % PORTS);
    this.next += 1;
    this.waiting.set(port, waiting);
    const [oldest] = this.waiting.keys();
    if (this.waiting.size > MOST_WAITING && oldest !== undefined) this.waiting.delete(oldest);
    return port;
  }

  /** What waits on a port, once. */
  take(port: number): WaitingService | undefined {
    const found = this.waiting.get(port);
    this.waiting.delete(port);
    return found;
  }
}
