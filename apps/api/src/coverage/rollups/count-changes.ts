import type { FoundPerson } from '../evaluation/found.js';
import type { Stored, StoredPhone } from '../evaluation/stored-rows.js';
import { type Metric, Tally } from './tally.js';

type CountedPhone = Omit<StoredPhone, 'phoneId' | 'employeeId'>;

/** Adds to one count. */
type Count = (metric: Metric, key: string, by?: number) => void;

/** How the counts change when what was kept of these people becomes what was found. Whoever is out of scope is in none. */
export function countChanges(stored: Stored, found: readonly FoundPerson[]): Tally {
  const tally = new Tally();
  const days = new Map(found.map((person) => [person.employeeId, person.onDate]));
  const counting = (employeeId: string, department: string, sign: 1 | -1): Count => {
    const onDate = days.get(employeeId) ?? '';
    return (metric, key, by = 1) => {
      tally.add({ onDate, metric, key, department, delta: sign * by });
    };
  };
  const before = (employeeId: string): Count =>
    counting(employeeId, stored.people.get(employeeId)?.department ?? '', -1);
  for (const person of stored.people.values()) {
    if (person.standing !== null) before(person.employeeId)('people', person.standing);
    before(person.employeeId)('bytes', '', person.storedBytes);
  }
  for (const phone of stored.phones) countPhone(before(phone.employeeId), phone);
  for (const { employeeId, code, exempt } of stored.gaps) countGap(before(employeeId), code, exempt);
  for (const person of found) {
    const count = counting(person.employeeId, person.department, 1);
    if (person.standing !== undefined) count('people', person.standing);
    count('bytes', '', person.storedBytes);
    for (const gap of person.gaps) countGap(count, gap.code, gap.exemptionId !== undefined);
    for (const phone of person.phones) {
      countPhone(count, phone);
      for (const gap of phone.gaps) countGap(count, gap.code, gap.exemptionId !== undefined);
    }
  }
  return tally;
}

function countPhone(count: Count, phone: CountedPhone): void {
  count('phones', phone.state);
  count('age', 'in-scope');
  if (phone.withinAge) count('age', 'within');
  count('snapshots', '', phone.snapshots);
  const { agentVersion, system, failingCause } = phone;
  if (agentVersion !== '') count('agents', agentVersion);
  if (system !== '') count('systems', system);
  if (failingCause === '') return;
  count('failing-causes', failingCause);
  if (agentVersion !== '') count('failing-agents', agentVersion);
  if (system !== '') count('failing-systems', system);
}

function countGap(count: Count, code: string, exempt: boolean): void {
  count('gaps', code);
  if (exempt) count('exempt-gaps', code);
}
