import { Injectable } from '@nestjs/common';
import { DatabaseProbe } from '../database/index.js';
import { DomainError } from '../problems/domain-error.js';

const PROBE_MS = 3_000;

/** Whether this process can serve now. Its migrations are current: it would not have started otherwise. */
@Injectable()
export class Readiness {
  private stopping = false;

  constructor(private readonly database: DatabaseProbe) {}

  /** From now on not ready, so that a load balancer sends nobody here while open requests are finished. */
  stop(): void {
    this.stopping = true;
  }

  /** Throws `shutting-down` or `database-unreachable`. */
  async check(): Promise<void> {
    if (this.stopping)
      throw new DomainError('shutting-down', 'This server is stopping. Ask again, or ask another one.');
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('no answer within 3 s')), PROBE_MS);
    });
    try {
      await Promise.race([this.database.answers(), tooLate]);
    } catch (error) {
      throw new DomainError('database-unreachable', 'The database does not answer. Nothing was changed.', {
        cause: error,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
