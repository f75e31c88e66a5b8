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
    if (filter.q) this.where(`strpos(g.search_key, ${this.value(filter.q.toLowerCase())}) > 0`);
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
  private readonly comes: string;

  constructor({ sort, order }: GapOrder) {
    this.columns = COLUMNS[sort];
    const direction = order === 'asc' ? 'ASC' : 'DESC';
    this.orderBy = this.columns.map((column) => `g.${column} ${direction}`).join(', ');
    this.comes = order === 'asc' ? '>' : '<';
  }

  /** What comes after the gap with these values of the columns. */
  after(conditions: GapConditions, last: Readonly<Record<string, unknown>>): string {
    const values = this.columns.map((column) => conditions.value(last[column]));
    const columns = this.columns.map((column) => `g.${column}`);
    return `(${columns.join(', ')}) ${this.comes} (${values.join(', ')})`;
  }
}
