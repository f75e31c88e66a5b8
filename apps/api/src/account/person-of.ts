import type { Person } from '../factors/index.js';
import type { SessionCaller } from '../http/caller.js';

/** The caller as the one whose factors they are. */
export const personOf = ({ companyId, employeeId }: SessionCaller): Person => ({
  companyId,
  personId: employeeId,
});
