import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = ['gap.opened', 'gap.closed', 'gap.moved', 'policy.published'];
const MORE = ['incident.opened', 'incident.closed', 'anomaly.found'];
const checked = (kinds: readonly string[]): string =>
  `ADD CONSTRAINT notify_changes_kind_check CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;

/**
 * Incidents that open and close, and changes that no history explains, are followed as gaps are: IT is told, and webhooks.
 * A phone that has only stopped growing is nobody's alarm.
 */
export class ToldToIt1795390000041 implements MigrationInterface {
  readonly name = 'ToldToIt1795390000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notify_changes DROP CONSTRAINT notify_changes_kind_check, ${checked([...KINDS, ...MORE])};
      CREATE FUNCTION notify_incident_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO notify_changes (company_id, kind, object_id)
          VALUES (NEW.company_id, CASE WHEN NEW.closed_at IS NULL THEN 'incident.opened' ELSE 'incident.closed' END, NEW.id);
          RETURN NULL;
        END $$;
      CREATE TRIGGER notify_incident_opened AFTER INSERT ON coverage_incidents
        FOR EACH ROW EXECUTE FUNCTION notify_incident_changed();
      CREATE TRIGGER notify_incident_closed AFTER UPDATE ON coverage_incidents FOR EACH ROW
        WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION notify_incident_changed();

      CREATE FUNCTION notify_anomaly_found() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO notify_changes (company_id, kind, object_id) VALUES (NEW.company_id, 'anomaly.found', NEW.id);
          RETURN NULL;
        END $$;
      CREATE TRIGGER notify_anomaly_found AFTER INSERT ON anomalies_found FOR EACH ROW
        WHEN (NEW.kind <> 'stopped-growing') EXECUTE FUNCTION notify_anomaly_found();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER notify_anomaly_found ON anomalies_found;
      DROP TRIGGER notify_incident_closed ON coverage_incidents;
      DROP TRIGGER notify_incident_opened ON coverage_incidents;
      DROP FUNCTION notify_anomaly_found, notify_incident_changed;
      ALTER TABLE notify_changes DISABLE ROW LEVEL SECURITY;
      DELETE FROM notify_changes WHERE kind IN (${MORE.map((kind) => `'${kind}'`).join(', ')});
      ALTER TABLE notify_changes ENABLE ROW LEVEL SECURITY;
      ALTER TABLE notify_changes DROP CONSTRAINT notify_changes_kind_check, ${checked(KINDS)};
    `);
  }
}
