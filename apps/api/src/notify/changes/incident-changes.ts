import { describeIncident, type FoundIncident } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.js';
import type { ToldEvent } from '../webhooks/webhook-events.js';
import type { Change } from './change-rows.js';

interface Row {
  readonly id: string;
  readonly kind: FoundIncident['kind'];
  readonly severity: FoundIncident['severity'];
  readonly details: FoundIncident['details'];
  readonly since: Date;
  readonly owner_id: string | null;
}

/** Incidents that opened or closed: their owner is told once of each, webhooks of both. */
@Injectable()
export class IncidentChanges {
  constructor(private readonly alerts: Alerts) {}

  async follow(db: EntityManager, companyId: string, changes: readonly Change[]): Promise<ToldEvent[]> {
    const moved = changes.flatMap(({ kind, objectId }) =>
      kind === 'incident.opened' || kind === 'incident.closed' ? [{ kind, objectId }] : [],
    );
    if (moved.length === 0) return [];
    const known = await incidentsById(
      db,
      companyId,
      moved.map(({ objectId }) => objectId),
    );
    const events: ToldEvent[] = [];
    for (const { kind, objectId } of moved) {
      const incident = known.get(objectId);
      if (!incident) continue;
      const affected = Number(incident.details['failing'] ?? 0);
      events.push({ event: kind, data: { incidentId: incident.id, cause: incident.kind, affected } });
      if (kind === 'incident.opened') await this.tell(db, companyId, incident);
    }
    return events;
  }

  private async tell(db: EntityManager, companyId: string, incident: Row): Promise<void> {
    const { title, sentence, nextStep } = describeIncident(incident);
    await this.alerts.raise(db, companyId, {
      kind: 'incident.opened',
      key: incident.id,
      severity: incident.severity === 'lost' ? 'urgent' : 'warning',
      title,
      sentences: [sentence],
      nextStep,
      path: '/incidents',
      ...(incident.owner_id !== null && { owner: { personId: incident.owner_id } }),
    });
  }
}

async function incidentsById(
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const rows = await db.query<Row[]>(
    `SELECT id, kind, severity, details, since, owner_id FROM coverage_incidents
     WHERE company_id = $1 AND id = ANY($2::uuid[])`,
    [companyId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
