import { doerOf } from '../../audit/index.js';
import type { PersonOrToken } from '../../http/index.js';
import type { PolicyAuthor } from './keep-policies.js';

/** A person, or a script by the label of its token. */
export const authorOf = (caller: PersonOrToken): PolicyAuthor => ({
  companyId: caller.companyId,
  doer: doerOf(caller),
  ...(caller.kind === 'session' ? { by: caller.employeeId } : { by: null, token: caller.label }),
});
