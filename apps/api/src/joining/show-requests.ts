import type { MyJoinRequest, OwnJoinRequest, WaitingJoinRequest } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import type { AgentCaller, SessionCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { type JoinRequestRow, MOST_WRONG, requestById, waitingRequests } from './request-rows.js';

/** A request as the workstation that made it is told of it. */
export const ownRequest = ({ id, state, endsOn, welcome }: JoinRequestRow): OwnJoinRequest => ({
  id,
  state,
  endsOn,
  welcome: welcome?.toString('base64') ?? null,
});

const waiting = (row: JoinRequestRow): WaitingJoinRequest => ({
  id: row.id,
  workstationId: row.workstationId,
  label: row.label,
  askedOn: row.askedOn,
  endsOn: row.endsOn,
  publicKey: row.publicKey.toString('base64'),
  tag: row.tag.toString('base64'),
  triesLeft: MOST_WRONG - row.wrongCodes,
});

/** Requests of an employee's workstations, for themselves. */
@Injectable()
export class ShowRequests {
  constructor(private readonly tenant: Tenant) {}

  /** @throws DomainError `not-found` for one of another workstation */
  own({ companyId, workstationId }: AgentCaller, id: string): Promise<OwnJoinRequest> {
    return this.tenant.run(companyId, async (db) => {
      const found = await requestById(db, companyId, id);
      if (found?.workstationId !== workstationId) throw notFound();
      return ownRequest(found);
    });
  }

  /** Of the others: nobody lets themselves in. */
  waiting({ companyId, employeeId, workstationId }: AgentCaller): Promise<{ items: WaitingJoinRequest[] }> {
    return this.tenant.run(companyId, async (db) => {
      const rows = await waitingRequests(db, companyId, employeeId);
      return { items: rows.filter((row) => row.workstationId !== workstationId).map(waiting) };
    });
  }

  mine({ companyId, employeeId }: SessionCaller): Promise<{ items: MyJoinRequest[] }> {
    return this.tenant.run(companyId, async (db) => {
      const rows = await waitingRequests(db, companyId, employeeId);
      return {
        items: rows.map(({ id, label, os, askedOn, endsOn }) => ({ id, label, os, askedOn, endsOn })),
      };
    });
  }
}
