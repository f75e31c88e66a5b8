import type { GapFilter, GapOrder } from '@holdfast/contracts';

/** A condition with values in their order; grows with what is asked, so that each question is planned as itself. */
export class GapConditions {
  readonly values: unknown[];
  private readonly conditions: string[] = [];

  constructor(companyId: string, filter: Partial<GapFilter>, now: Date) {
    this.values = [companyId];
    this.where('g.company_id = $1');
    this.where('g.closed_at IS NULL');
    if (filter.exempt !== 'with') {
      this.where(`g.exemption_id IS ${filter.exempt === 'only' ? 'NOT NULL' : 'NULL'}`);
    }
    if (filter.code) this.where(`g.code = ANY(${this.value(filter.code)}::text[])`);
    if (filter.severity)
      this.where(`g.severity_rank = ANY(${this.value(filter.severity.map(rankOf))}::smallint[])`);
    if (filter.department !== undefined) this.where(`g.department = ${this.value(filter.department)}`);
    if (filter.platform) this.where(`g.platform = ANY(${this.value(filter.platform)}::text[])`);
    if (filter.policy !== undefined) this.where(`g.policy_id = ${this.value(filter.policy)}`);
    if (filter.employee !== undefined) this.where(`g.employee_id = ${this.value(filter.employee)}`);
    if (filter.owner === 'somebody') this.where('g.owner_id IS NOT NULL');
    else if (filter.owner === 'nobody') this.where('g.owner_id IS NULL');
    else if (filter.owner !== undefined) this.where(`g.owner_id = ${this.value(filter.owner)}`);
    if (filter.whose !== undefined) this.where(`g.whose = ${this.value(filter.whose)}`);
    if (filter.incident !== undefined) this.where(`g.incident_id = ${this.value(filter.incident)}`);
    if (filter.days !== undefined) {
      this.where(`g.since <= ${this.value(new Date(now.getTime() - filter.days * 86_400_000))}`);
    }
    if (filter.q) this.search(filter.q);
  }

  get sql(): string {
    return this.conditions.join(' AND ');
  }

  where(condition: string): void {
    this.conditions.push(condition);
  }

  value(value: unknown): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }

  private search(text: string): void {
    const q = this.value(text.toLowerCase());
    this.where(`(strpos(g.name_key, ${q}) > 0 OR strpos(lower(g.department), ${q}) > 0 OR EXISTS (
      SELECT FROM fleet_phones f WHERE f.company_id = g.company_id AND f.id = g.phone_id AND strpos(lower(f.label), ${q}) > 0))`);
  }
}

const rankOf = (severity: 'lost' | 'risk' | 'waiting'): number =>
  ['lost', 'risk', 'waiting'].indexOf(severity);

const COLUMNS: Record<GapOrder['sort'], readonly string[]> = {
  age: ['since', 'id'],
  severity: ['severity_rank', 'since', 'id'],
  name: ['name_key', 'since', 'id'],
};

/** The order of a list: each has an index in which it is read, forwards or backwards. */
export class GapSequence {
  readonly columns: readonly string[];
  readonly orderBy: string;
  private readonly after: string;

  constructor({ sort, order }: GapOrder) {
    this.columns = COLUMNS[sort];
    const direction = order === 'asc' ? 'ASC' : 'DESC';
    this.orderBy = this.columns.map((column) => `g.${column} ${direction}`).join(', ');
    this.after = order === 'asc' ? '>' : '<';
  }

  /** From the gap with these values of the columns on. */
  goOn(conditions: GapConditions, last: Readonly<Record<string, unknown>>): void {
    const values = this.columns.map((column) => conditions.value(last[column]));
    const columns = this.columns.map((column) => `g.${column}`);
    conditions.where(`(${columns.join(', ')}) ${this.after} (${values.join(', ')})`);
  }
}
