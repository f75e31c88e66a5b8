import type { Gap, OpenGap } from '@holdfast/contracts';
import { describeGap } from '@holdfast/policy';
import { dateOf } from '../../http/index.js';
import type { GapRow } from './gap-rows.js';

/** A gap as people read it. */
export function describeRow(row: GapRow): Gap {
  const { sentence, nextStep } = describeGap(row.code, {
    since: row.since,
    employee: row.employee.name,
    details: row.details,
    asksPasscode: row.asksPasscode,
    ...(row.phone && { phone: row.phone.label }),
    ...(row.cause !== null && { cause: row.cause }),
  });
  return { code: row.code, severity: row.severity, since: dateOf(row.since), sentence, nextStep };
}

export const showGap = (row: GapRow): OpenGap => ({
  ...describeRow(row),
  id: row.id,
  employee: { ...row.employee },
  phone: row.phone && { ...row.phone },
  whose: row.whose,
  policyId: row.policyId,
  owner: row.owner && { ...row.owner },
  incidentId: row.incidentId,
  exemptUntil: row.exemptUntil,
});
