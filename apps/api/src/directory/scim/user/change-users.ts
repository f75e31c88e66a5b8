import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent, doerOf } from '../../../audit/index.js';
import { Tenant } from '../../../database/index.js';
import type { DirectoryCaller } from '../../../http/index.js';
import { People } from '../../../people/index.js';
import { Removals } from '../../removals/removals.js';
import { requireMatch } from '../etag.js';
import { readPatchBody } from '../patch-body.js';
import { isId } from '../resource-id.js';
import { isTwice, noResource, notUnique } from '../scim-refusal.js';
import { emailTaken, KeepUser } from './keep-user.js';
import { patchUser, switchesOff } from './patch-user.js';
import { targetsOf } from './patch-targets.js';
import { readUser } from './read-user.js';
import type { StoredUser, UserRecord } from './user-record.js';
import * as rows from './user-rows.js';

const nameTaken = () => notUnique('Somebody else here has this user name. Nothing was changed.');

/** What the directory asks to be done with people. Each is one transaction with one entry in the log. */
@Injectable()
export class ChangeUsers {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly users: KeepUser,
    private readonly removals: Removals,
    private readonly audit: Audit,
  ) {}

  /**
   * Adds a person, or takes over who is here already and not managed: by e-mail address, or by the user name under which
   * the directory deleted them. @throws DomainError `version-conflict` (SCIM `uniqueness`)
   */
  create(caller: DirectoryCaller, body: unknown): Promise<StoredUser> {
    const wanted = readUser(body, true);
    return this.inTransaction(caller, !wanted.active, async (db) => {
      const { companyId } = caller;
      const by = doerOf(caller);
      if (await rows.userByName(db, companyId, wanted.userName)) throw nameTaken();
      const known = await this.known(db, companyId, wanted);
      if (known === undefined) {
        const [id, event] = await this.users.add(db, companyId, wanted, by);
        return [id, [event]];
      }
      const before = await rows.lockedUser(db, companyId, known);
      if (before && !before.deleted) throw emailTaken();
      return [known, await this.users.keep(db, companyId, known, { before, wanted, by })];
    });
  }

  /** @param ifMatch the header of that name */
  replace(caller: DirectoryCaller, id: string, body: unknown, ifMatch?: string): Promise<StoredUser> {
    const said = readUser(body, true);
    // Who does not say whether somebody is active leaves it as it was.
    return this.change(caller, id, ifMatch, !said.active, (before) => readUser(body, before.active));
  }

  patch(caller: DirectoryCaller, id: string, body: unknown, ifMatch?: string): Promise<StoredUser> {
    const targets = targetsOf(readPatchBody(body));
    const mayRemove = targets.some(switchesOff);
    return this.change(caller, id, ifMatch, mayRemove, (before) => patchUser(before, targets));
  }

  /** The person is a leaver here, and is not seen by the directory any more. */
  async remove(caller: DirectoryCaller, id: string, ifMatch?: string): Promise<void> {
    const { companyId } = caller;
    await this.inTransaction(caller, true, async (db) => {
      const { employeeId } = await this.locked(db, companyId, id, ifMatch);
      await rows.markDeleted(db, companyId, employeeId);
      const asked = { cause: 'directory-deleted', by: doerOf(caller) } as const;
      const events = await this.removals.ask(db, companyId, employeeId, asked);
      if (events.length > 0) return [employeeId, events];
      // Who had left already: that the directory dropped them is all that happens.
      const details = { fields: ['deleted'] };
      return [employeeId, [{ action: 'person.changed', by: asked.by, subject: employeeId, details }]];
    });
  }

  private change(
    caller: DirectoryCaller,
    id: string,
    ifMatch: string | undefined,
    mayRemove: boolean,
    wanted: (before: StoredUser) => UserRecord,
  ): Promise<StoredUser> {
    const { companyId } = caller;
    return this.inTransaction(caller, mayRemove, async (db) => {
      const before = await this.locked(db, companyId, id, ifMatch);
      const keeping = { before, wanted: wanted(before), by: doerOf(caller) };
      return [before.employeeId, await this.users.keep(db, companyId, before.employeeId, keeping)];
    });
  }

  private async locked(
    db: EntityManager,
    companyId: string,
    id: string,
    ifMatch?: string,
  ): Promise<StoredUser> {
    const user = isId(id) ? await rows.lockedUser(db, companyId, id) : undefined;
    if (!user || user.deleted) throw noResource();
    requireMatch(ifMatch, user.version);
    return user;
  }

  /** An employee who is the same person: docs/scim.md says why that is enough. */
  private async known(db: EntityManager, companyId: string, wanted: UserRecord): Promise<string | undefined> {
    const byEmail = await this.people.employeeByEmail(db, companyId, wanted.email);
    if (byEmail) return byEmail.id;
    const before = await rows.deletedByName(db, companyId, wanted.userName);
    if (before) return before.employeeId;
    return (await this.people.employeeByEmail(db, companyId, wanted.userName))?.id;
  }

  private async inTransaction(
    caller: DirectoryCaller,
    mayRemove: boolean,
    work: (db: EntityManager) => Promise<[string, readonly AuditEvent[]]>,
  ): Promise<StoredUser> {
    const { companyId, tokenId } = caller;
    try {
      return await this.tenant.run(companyId, async (db) => {
        if (mayRemove) await this.removals.begin(db, companyId);
        const [id, events] = await work(db);
        const user = (await rows.lockedUser(db, companyId, id)) as StoredUser;
        const object = { kind: 'directory-token', id: tokenId };
        if (events.length > 0)
          await this.audit.append(db, companyId, ...events.map((event) => ({ ...event, object })));
        return user;
      });
    } catch (error) {
      if (isTwice(error)) throw nameTaken();
      throw error;
    }
  }
}
