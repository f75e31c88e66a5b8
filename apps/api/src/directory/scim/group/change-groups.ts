import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent, doerOf } from '../../../audit/index.js';
import { Tenant } from '../../../database/index.js';
import type { DirectoryCaller } from '../../../http/index.js';
import { type Group, Groups } from '../../../people/index.js';
import { PolicyChanges } from '../../../policies/index.js';
import { caseKey } from '../case-key.js';
import { requireMatch } from '../etag.js';
import { readPatchBody } from '../patch-body.js';
import { readProjection, type Resource } from '../projection.js';
import { isId } from '../resource-id.js';
import { isTwice, noResource, notUnique } from '../scim-refusal.js';
import { countKnown } from '../user/user-rows.js';
import { FindGroups } from './find-groups.js';
import { type GroupRecord, nestedGroup, readGroup, unknownMember } from './group-record.js';
import { isAnyGroup } from './group-rows.js';
import { type GroupChange, groupChanges } from './patch-group.js';

const EVERYTHING = readProjection(new Map());
const withKey = ({ displayName, externalId }: GroupRecord) => ({
  displayName,
  displayNameKey: caseKey(displayName),
  externalId,
});

/** What the directory asks to be done with groups. A change that changes nothing writes nothing. */
@Injectable()
export class ChangeGroups {
  constructor(
    private readonly tenant: Tenant,
    private readonly groups: Groups,
    private readonly find: FindGroups,
    private readonly policies: PolicyChanges,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `version-conflict` (SCIM `uniqueness`) when a group has the name */
  create(caller: DirectoryCaller, body: unknown): Promise<Resource> {
    const { said, members } = readGroup(body);
    const { companyId } = caller;
    return this.inTransaction(caller, async (db) => {
      await this.requireKnown(db, companyId, members);
      const id = await this.groups.add(db, companyId, withKey(said));
      const joined = await this.groups.join(db, companyId, id, members);
      // No policy is assigned to a group that was not there a moment ago.
      return [id, { action: 'group.added', details: { joined: joined.length } }];
    });
  }

  replace(caller: DirectoryCaller, id: string, body: unknown, ifMatch?: string): Promise<Resource> {
    const { said, members } = readGroup(body);
    return this.change(caller, id, ifMatch, [
      { kind: 'displayName', value: said.displayName },
      { kind: 'externalId', value: said.externalId },
      { kind: 'members', ids: members },
    ]);
  }

  async patch(caller: DirectoryCaller, id: string, body: unknown, ifMatch?: string): Promise<void> {
    await this.change(caller, id, ifMatch, groupChanges(readPatchBody(body)), false);
  }

  async remove(caller: DirectoryCaller, id: string, ifMatch?: string): Promise<void> {
    const { companyId } = caller;
    await this.inTransaction(
      caller,
      async (db) => {
        const group = await this.locked(db, companyId, id, ifMatch);
        const left = await this.groups.leave(db, companyId, group.id, undefined);
        await this.policies.membersChanged(db, companyId, group.id, left);
        await this.groups.remove(db, companyId, group.id);
        return [group.id, { action: 'group.removed' }];
      },
      false,
    );
  }

  private change(
    caller: DirectoryCaller,
    id: string,
    ifMatch: string | undefined,
    changes: readonly GroupChange[],
    answered = true,
  ): Promise<Resource> {
    const { companyId } = caller;
    return this.inTransaction(
      caller,
      async (db) => {
        const before = await this.locked(db, companyId, id, ifMatch);
        let said: GroupRecord = before;
        const joined: string[] = [];
        const left: string[] = [];
        for (const change of changes) {
          if (change.kind === 'displayName' || change.kind === 'externalId')
            said = { ...said, [change.kind]: change.value };
          else if (change.kind === 'leave')
            left.push(...(await this.groups.leave(db, companyId, before.id, change.ids)));
          else {
            await this.requireKnown(db, companyId, change.ids);
            if (change.kind === 'members')
              left.push(...(await this.groups.keepOnly(db, companyId, before.id, change.ids)));
            joined.push(...(await this.groups.join(db, companyId, before.id, change.ids)));
          }
        }
        const renamed = said.displayName !== before.displayName || said.externalId !== before.externalId;
        const moved = [...joined, ...left];
        if (!renamed && moved.length === 0) return [before.id, undefined];
        await this.policies.membersChanged(db, companyId, before.id, moved);
        if (renamed) await this.groups.change(db, companyId, before.id, withKey(said));
        else await this.groups.touch(db, companyId, before.id);
        return [
          before.id,
          { action: 'group.changed', details: { renamed, joined: joined.length, left: left.length } },
        ];
      },
      answered,
    );
  }

  private async locked(db: EntityManager, companyId: string, id: string, ifMatch?: string): Promise<Group> {
    const group = isId(id) ? await this.groups.locked(db, companyId, id) : undefined;
    if (!group) throw noResource();
    requireMatch(ifMatch, group.version);
    return group;
  }

  private async requireKnown(db: EntityManager, companyId: string, ids: readonly string[]): Promise<void> {
    const different = [...new Set(ids)];
    if (different.length === 0 || (await countKnown(db, companyId, different)) === different.length) return;
    throw (await isAnyGroup(db, companyId, different)) ? nestedGroup() : unknownMember();
  }

  private async inTransaction(
    caller: DirectoryCaller,
    work: (db: EntityManager) => Promise<[string, Pick<AuditEvent, 'action' | 'details'> | undefined]>,
    answered = true,
  ): Promise<Resource> {
    const { companyId, tokenId } = caller;
    try {
      return await this.tenant.run(companyId, async (db) => {
        const [id, event] = await work(db);
        const resource = answered ? await this.find.inTransaction(db, companyId, id, EVERYTHING) : {};
        const object = { kind: 'group', id };
        const details = { ...event?.details, token: tokenId };
        if (event) await this.audit.append(db, companyId, { ...event, by: doerOf(caller), object, details });
        return resource;
      });
    } catch (error) {
      if (isTwice(error)) throw notUnique('Another group has this name. Nothing was changed.');
      throw error;
    }
  }
}
