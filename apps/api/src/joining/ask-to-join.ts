import type { AskToJoin as AskToJoinSchema, OwnJoinRequest } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { Fleet } from '../fleet/index.js';
import type { AgentCaller } from '../http/index.js';
import { publicKeyRefused, usablePublicKey } from '../keys/index.js';
import { notFound } from '../problems/index.js';
import { beginInterim, endInterim, mainRepository } from '../storage/index.js';
import { endRequestsOf, insertRequest, keyAskedBefore, requestById } from './request-rows.js';
import { ownRequest } from './show-requests.js';

/**
 * A workstation asks the employee's other ones to be let into their repository. It writes to a repository of its own from then
 * on: never nothing. What it asked before waits no longer; with another key it can no longer write what that one wrote.
 */
@Injectable()
export class AskToJoin {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `not-found` where there is no repository to be let into; `public-key-refused` */
  run(caller: AgentCaller, asked: z.output<typeof AskToJoinSchema>): Promise<OwnJoinRequest> {
    const { companyId, employeeId, workstationId } = caller;
    const publicKey = usablePublicKey(asked.publicKey);
    const tag = Buffer.from(asked.tag, 'base64');
    if (!publicKey || tag.length !== 32) throw publicKeyRefused();
    return this.tenant.run(companyId, async (db) => {
      if ((await mainRepository(db, companyId, employeeId)) === undefined) throw notFound();
      const known = await requestById(db, companyId, asked.id);
      if (known) {
        if (known.workstationId !== workstationId || !known.publicKey.equals(publicKey)) throw notFound();
        return ownRequest(known);
      }
      const before = await keyAskedBefore(db, companyId, workstationId);
      if (before && !before.equals(publicKey)) await endInterim(db, companyId, workstationId);
      await endRequestsOf(db, companyId, workstationId, 'ended');
      const request = { id: asked.id, employeeId, workstationId, publicKey, tag };
      if (!(await insertRequest(db, companyId, request))) throw notFound();
      await beginInterim(db, companyId, { employeeId, workstationId });
      const made = await requestById(db, companyId, asked.id);
      if (!made) throw new Error('the request was not kept');
      for (const other of await this.fleet.workstationsOf(db, companyId, employeeId))
        if (other.id !== workstationId && other.revokedOn === null)
          await this.fleet.queueCommand(db, companyId, {
            workstationId: other.id,
            kind: 'notify',
            phoneId: null,
            text: `Your workstation “${made.label}” asks to be let into your backups. If it is yours: holdfast approve`,
          });
      await this.audit.append(db, companyId, {
        action: 'join.asked',
        by: doerOf(caller),
        subject: employeeId,
        object: { kind: 'workstation', id: workstationId },
      });
      return ownRequest(made);
    });
  }
}
