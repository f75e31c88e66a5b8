import type { AuditAction, Endpoint, Looks } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { Fleet } from '../fleet/index.js';
import type { PersonOrToken, SessionCaller } from '../http/index.js';
import { People } from '../people/index.js';
import { claimNote } from './noted-rows.js';
import { Recently } from './recently.js';

/** So much later than an hour after the last note the next one may be; until then a page that asks again costs no query. */
const REMEMBERED_MS = 5 * 60_000;
const ACTIONS = {
  person: 'person.viewed',
  phone: 'phone.viewed',
  everybody: 'everybody.viewed',
  audit: 'audit.viewed',
} as const satisfies Record<Looks, AuditAction>;

/**
 * Puts on record who looks at whom, and who tried what their role refuses: in a transaction of its own, committed before
 * anything is answered, once an hour for the same person and thing. Looking at oneself is nobody's business.
 */
@Injectable()
export class NoteAccess {
  private readonly recently = new Recently(REMEMBERED_MS);

  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
    private readonly people: People,
    private readonly fleet: Fleet,
  ) {}

  /** `id`: a UUID, of the person or phone looked at. One that is not there, or is another company's, leaves no trace. */
  async look(
    caller: PersonOrToken,
    route: Endpoint & { looks: Looks },
    id: string | undefined,
  ): Promise<void> {
    const { looks } = route;
    const single = looks === 'person' || looks === 'phone';
    if (single && (id === undefined || id === idOf(caller))) return;
    const target = single ? (id as string) : 'all';
    const action = ACTIONS[looks];
    await this.note(caller, { action, target, route }, async (db) => {
      if (!single) return {};
      const employeeId = await this.employeeOf(db, caller.companyId, looks, target);
      if (employeeId === undefined || employeeId === idOf(caller)) return undefined;
      const object = looks === 'phone' ? { kind: 'phone', id: target } : undefined;
      return { subject: employeeId, object };
    });
  }

  /** A call that the caller's role does not allow. */
  async refused(caller: SessionCaller, route: Endpoint): Promise<void> {
    await this.note(caller, { action: 'access.refused', target: route.id, route }, () => Promise.resolve({}));
  }

  /** What is not there is looked up each time, like what was never asked for: else its second answer would be quicker. */
  private async note(
    caller: PersonOrToken,
    what: { action: AuditAction; target: string; route: Endpoint },
    whom: (db: EntityManager) => Promise<object | undefined>,
  ): Promise<void> {
    const { companyId } = caller;
    const personId = idOf(caller);
    const { action, target, route } = what;
    await this.recently.once([companyId, personId, action, target].join(' '), () =>
      this.tenant.run(companyId, async (db) => {
        const concerning = await whom(db);
        if (!concerning) return false;
        if (!(await claimNote(db, companyId, { personId, action, target }))) return true;
        const by = doerOf(caller);
        await this.audit.append(db, companyId, { action, by, ...concerning, details: { route: route.id } });
        return true;
      }),
    );
  }

  private async employeeOf(
    db: EntityManager,
    companyId: string,
    looks: 'person' | 'phone',
    id: string,
  ): Promise<string | undefined> {
    if (looks === 'phone') return this.fleet.employeeOfPhone(db, companyId, id);
    return (await this.people.employee(db, companyId, id))?.id;
  }
}

/** Whom looks are counted by. */
const idOf = (caller: PersonOrToken): string =>
  caller.kind === 'session' ? caller.employeeId : caller.tokenId;
