import { randomUUID } from 'node:crypto';
import type { OwnWorkstation } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { GatheredByCompany, Tenant } from '../database/index.js';
import { FactsChanged, MatchInventory } from '../facts/index.js';
import * as agentRows from './agent-rows.js';
import * as checkInRows from './check-in-rows.js';
import * as commandRows from './command-rows.js';
import * as enrolmentRows from './enrolment-rows.js';
import * as ownRows from './own-workstation-rows.js';
import * as phoneRows from './phone-rows.js';
import * as releaseRows from './release-rows.js';
import * as workstationRows from './workstation-rows.js';

/** Workstations, agents, phones, enrolments and commands, for the other rooms. Every method joins `db`. */
@Injectable()
export class Fleet {
  private readonly standings = new GatheredByCompany<string, agentRows.FleetAgent | undefined>(
    async (companyId, ids) => {
      const agents = await this.tenant.ask<agentRows.FleetAgent>(agentRows.AGENTS_STANDING, [companyId, ids]);
      const found = new Map(agents.map((agent) => [agent.id, agent]));
      return ids.map((id) => found.get(id));
    },
  );
  private readonly checkIns = new GatheredByCompany<
    checkInRows.CheckInAsked,
    checkInRows.CheckInNews | undefined
  >(async (companyId, asked) => {
    const values = checkInRows.checkInValues(companyId, asked);
    const rows = await this.tenant.ask<checkInRows.CheckInNews & { place: number }>(
      checkInRows.CHECK_INS,
      values,
    );
    const answered = new Map(rows.map((row) => [row.place, row]));
    return asked.map((_one, at) => answered.get(at + 1));
  });

  constructor(
    private readonly facts: FactsChanged,
    private readonly inventory: MatchInventory,
    private readonly tenant: Tenant,
  ) {}

  phone(db: EntityManager, companyId: string, phoneId: string): Promise<phoneRows.FleetPhone | undefined> {
    return phoneRows.phoneById(db, companyId, phoneId);
  }

  /** Whose phone it is, by id; undefined for one that is not there. */
  employeeOfPhone(db: EntityManager, companyId: string, phoneId: string): Promise<string | undefined> {
    return phoneRows.employeeOfPhone(db, companyId, phoneId);
  }

  phonesOfEmployee(
    db: EntityManager,
    companyId: string,
    employeeId: string,
  ): Promise<phoneRows.FleetPhone[]> {
    return phoneRows.phonesOfEmployee(db, companyId, employeeId);
  }

  phonesOfWorkstation(
    db: EntityManager,
    companyId: string,
    workstationId: string,
  ): Promise<phoneRows.FleetPhone[]> {
    return phoneRows.phonesOfWorkstation(db, companyId, workstationId);
  }

  countWorkstationsOf(db: EntityManager, companyId: string, employeeId: string): Promise<number> {
    return workstationRows.countWorkstationsOf(db, companyId, employeeId);
  }

  /** Ordered by label, then id; one more than `limit` when there is a next page. `after`: lower-case label and id. */
  async phonePage(
    db: EntityManager,
    companyId: string,
    page: phoneRows.PhonePageFilter & { after?: readonly [string, string] | undefined; limit: number },
  ): Promise<{ phones: phoneRows.FleetPhone[]; total: number }> {
    return {
      phones: await phoneRows.phonePageRows(db, companyId, page, page.after, page.limit),
      total: await phoneRows.countPhones(db, companyId, page),
    };
  }

  /** Queues a command; the same one that still waits is not queued twice. Answers its id. */
  queueCommand(
    db: EntityManager,
    companyId: string,
    command: Omit<commandRows.NewCommand, 'id'>,
  ): Promise<string> {
    return commandRows.insertCommand(db, companyId, { ...command, id: randomUUID() });
  }

  /** The agent behind an access token, for the guard: in one round trip with all others of the company that call at this moment. */
  standing(companyId: string, agentId: string): Promise<agentRows.FleetAgent | undefined> {
    return this.standings.run(companyId, agentId);
  }

  /**
   * The workstation was seen; answers all that its agent is told. One round trip, unless something changed: then that is
   * recorded first, and coverage is told of the phones whose attach state it is. A lost reply costs one more check-in, and
   * commands are answered until the agent says that they are finished.
   */
  async checkIn(
    caller: checkInRows.CheckInCaller,
    said: checkInRows.CheckInFacts,
  ): Promise<checkInRows.CheckInNews> {
    const known =
      said.finishedCommands.length === 0
        ? await this.checkIns.run(caller.companyId, { caller, said })
        : undefined;
    if (known) return known;
    const { companyId } = caller;
    await this.tenant.run(companyId, async (db) => {
      const changed = await checkInRows.recordCheckIn(db, companyId, said);
      if (changed.length > 0) await this.facts.factsChanged(db, companyId, { employeeId: caller.employeeId });
    });
    const news = await this.checkIns.run(companyId, { caller, said: undefined });
    if (!news) throw new Error('A check-in that is recorded was not answered');
    return news;
  }

  agent(db: EntityManager, companyId: string, agentId: string): Promise<agentRows.FleetAgent | undefined> {
    return agentRows.agentById(db, companyId, agentId);
  }

  /**
   * Adds a workstation with its agent; answers its id. One of the same employee, label and system that was revoked is taken
   * up again: its phones are still its own.
   */
  async addWorkstation(
    db: EntityManager,
    companyId: string,
    workstation: Omit<workstationRows.NewWorkstation, 'id'> & { agentId: string; agentVersion: string },
  ): Promise<string> {
    const { agentId, agentVersion, ...made } = workstation;
    const forsaken = await workstationRows.lockForsakenWorkstation(db, companyId, made);
    const id = forsaken ?? randomUUID();
    if (forsaken === undefined) await workstationRows.insertWorkstation(db, companyId, { ...made, id });
    else await workstationRows.takeUpWorkstation(db, companyId, { ...made, id });
    await agentRows.insertAgent(db, companyId, { id: agentId, workstationId: id, version: agentVersion });
    await this.facts.factsChanged(db, companyId, { employeeId: workstation.employeeId });
    return id;
  }

  workstationsOf(db: EntityManager, companyId: string, employeeId: string): Promise<OwnWorkstation[]> {
    return ownRows.workstationsOf(db, companyId, employeeId);
  }

  /** Whose a workstation is, and its agents that are let in; undefined: there is none. */
  workstation(
    db: EntityManager,
    companyId: string,
    id: string,
  ): Promise<{ employeeId: string; agentIds: string[] } | undefined> {
    return ownRows.workstationWithAgents(db, companyId, id);
  }

  /** Active employees who have no workstation that is enrolled, by address. */
  withoutWorkstation(db: EntityManager, companyId: string): Promise<{ id: string; email: string }[]> {
    return ownRows.withoutWorkstation(db, companyId);
  }

  /** Answers whether it was one until now. */
  revokeAgent(
    db: EntityManager,
    companyId: string,
    agentId: string,
    because: agentRows.RevokedBecause,
  ): Promise<boolean> {
    return agentRows.revokeAgent(db, companyId, agentId, because);
  }

  /** Enrols a phone on a workstation; or answers why not: then nothing was changed. */
  async enrolPhone(
    db: EntityManager,
    companyId: string,
    phone: Omit<enrolmentRows.PhoneToEnrol, 'id'> & { workstationId: string },
  ): Promise<{ phoneId: string; enrolmentId: string; isNew: boolean } | enrolmentRows.NotEnrolled> {
    const found = await enrolmentRows.upsertPhone(db, companyId, { ...phone, id: randomUUID() });
    if (typeof found === 'string') return found;
    const { employeeId, workstationId } = phone;
    const row = { id: randomUUID(), employeeId, workstationId, phoneId: found.id };
    const { id: enrolmentId, isNew } = await enrolmentRows.upsertEnrolment(db, companyId, row);
    await this.inventory.phonesChanged(db, companyId, [employeeId]);
    await this.facts.factsChanged(db, companyId, { phoneId: found.id, employeeId });
    return { phoneId: found.id, enrolmentId, isNew };
  }

  /** Ends the enrolment of a phone. `whose`: only if it is this employee's. Answers whose it was; undefined: nothing was changed. */
  async releasePhone(
    db: EntityManager,
    companyId: string,
    phoneId: string,
    whose?: string,
  ): Promise<string | undefined> {
    const employeeId = await releaseRows.lockEnrolledPhone(db, companyId, phoneId);
    if (employeeId === undefined || (whose !== undefined && whose !== employeeId)) return undefined;
    await releaseRows.releasePhone(db, companyId, phoneId);
    await this.inventory.phonesChanged(db, companyId, [employeeId]);
    await this.facts.factsChanged(db, companyId, { phoneId, employeeId });
    return employeeId;
  }

  /** Labels of all phones of a person by id, the released ones too. */
  phoneLabels(db: EntityManager, companyId: string, employeeId: string): Promise<Map<string, string>> {
    return phoneRows.phoneLabels(db, companyId, employeeId);
  }
}
