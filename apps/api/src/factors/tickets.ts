import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { openSealed, seal, SecretKey } from '../configuration/index.js';
import { Entry } from '../entry/index.js';
import { ticketRefused } from './factor-refusal.js';
import type { Person } from './person.js';

const SECONDS = 300;
const OWNER = 'ticket';

/** What a ticket was given for; for nothing else it is good. */
export type TicketUse = 'set-up' | 'sign-in' | 'first-factor' | 'new-factor' | 'confirmation';

/** What a step that goes on later has to know. */
export interface Ticket extends Person {
  /** 128 random bits: what is spent. */
  readonly id: string;
  readonly use: TicketUse;
  /** A setup token or a session without which the ticket is good for nothing; empty where there is none. */
  readonly bound: string;
  /** base64url; what an authenticator signs. */
  readonly challenge: string;
  /** Base32; only where a secret was offered. */
  readonly totpSecret: string | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Tickets between two steps of one thing. Sealed, so the server keeps nothing for whoever begins and goes away; spent in
 * PostgreSQL, so that of all servers one takes it, once.
 */
@Injectable()
export class Tickets {
  private readonly key: Buffer;

  constructor(
    secretKey: SecretKey,
    private readonly entry: Entry,
  ) {
    this.key = secretKey.keyFor('factor-tickets');
  }

  issue(ticket: Omit<Ticket, 'id' | 'expiresAt'>): string {
    const { use, companyId, personId, bound, challenge, totpSecret } = ticket;
    const id = randomBytes(16).toString('base64url');
    const whole: Ticket = {
      ...{ id, use, companyId, personId, bound, challenge, totpSecret },
      expiresAt: Date.now() + SECONDS * 1000,
    };
    return seal(this.key, OWNER, Buffer.from(JSON.stringify(whole))).toString('base64url');
  }

  /** Reads a ticket without spending it. Throws `ticket-refused` for one of another use or binding, or expired. */
  open(text: string, use: TicketUse, bound = ''): Ticket {
    const ticket = this.read(text);
    if (!ticket || ticket.use !== use || ticket.bound !== bound || ticket.expiresAt <= Date.now()) {
      throw ticketRefused();
    }
    return ticket;
  }

  /** Joins the transaction of what the ticket was for. Throws `ticket-refused` for all but one of any number. */
  async spend(db: EntityManager, ticket: Ticket): Promise<void> {
    const expiresAt = new Date(ticket.expiresAt);
    if (!(await this.entry.spendTicket(db, ticket.id, expiresAt))) throw ticketRefused();
  }

  private read(text: string): Ticket | undefined {
    try {
      const sealed = Buffer.from(text, 'base64url');
      return JSON.parse(openSealed(this.key, OWNER, sealed).toString('utf8')) as Ticket;
    } catch {
      return undefined;
    }
  }
}
