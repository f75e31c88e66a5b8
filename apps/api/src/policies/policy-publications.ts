import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

type Listener = (db: EntityManager, companyId: string) => Promise<void>;

/**
 * Who wants to know that a policy changed. Coverage subscribes at start, so that policies know nothing of coverage
 * although a publication changes states. Listeners join the publication's transaction.
 */
@Injectable()
export class PolicyPublications {
  private readonly listeners: Listener[] = [];

  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }

  async published(db: EntityManager, companyId: string): Promise<void> {
    for (const listener of this.listeners) await listener(db, companyId);
  }
}
