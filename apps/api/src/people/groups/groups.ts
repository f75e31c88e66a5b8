import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import * as rows from './group-rows.js';

export type { Group } from './group-rows.js';

/** Groups of the company's directory and who is in them: for policies, never for roles. Each method joins a transaction. */
@Injectable()
export class Groups {
  /** The group, and nobody else changes it before the transaction ends. */
  locked(db: EntityManager, companyId: string, id: string): Promise<rows.Group | undefined> {
    return rows.lockedGroup(db, companyId, id);
  }

  /** Answers the id. @throws a driver error with SQLSTATE 23505 when a group has the name */
  async add(db: EntityManager, companyId: string, said: rows.GroupSaid): Promise<string> {
    const id = randomUUID();
    await rows.insertGroup(db, companyId, id, said);
    return id;
  }

  /** @throws a driver error with SQLSTATE 23505 when another group has the name */
  change(db: EntityManager, companyId: string, id: string, said: rows.GroupSaid): Promise<void> {
    return rows.updateGroup(db, companyId, id, said);
  }

  /** Members came or went: the group is another version. */
  touch(db: EntityManager, companyId: string, id: string): Promise<void> {
    return rows.touchGroup(db, companyId, id);
  }

  remove(db: EntityManager, companyId: string, id: string): Promise<void> {
    return rows.deleteGroup(db, companyId, id);
  }

  /** Who was not in it before. */
  join(db: EntityManager, companyId: string, id: string, employeeIds: readonly string[]): Promise<string[]> {
    return rows.insertMembers(db, companyId, id, employeeIds);
  }

  /** Who was in it; of `undefined`, all leave. */
  leave(
    db: EntityManager,
    companyId: string,
    id: string,
    employeeIds: readonly string[] | undefined,
  ): Promise<string[]> {
    return rows.deleteMembers(db, companyId, id, employeeIds);
  }

  /** Who left, not being among these. */
  keepOnly(
    db: EntityManager,
    companyId: string,
    id: string,
    employeeIds: readonly string[],
  ): Promise<string[]> {
    return rows.deleteOtherMembers(db, companyId, id, employeeIds);
  }

  /** Out of every group; answers how many. */
  leaveAll(db: EntityManager, companyId: string, employeeId: string): Promise<number> {
    return rows.deleteMemberships(db, companyId, employeeId);
  }
}
