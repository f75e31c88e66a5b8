import type { ApiScope } from '@holdfast/contracts';

/** What a token with the scope may do. */
export const SCOPE_TEXTS: Record<ApiScope, string> = {
  'policies.read': $localize`Read policies`,
  'policies.publish': $localize`Publish policies`,
  'inventory.read': $localize`Read the inventory of phones`,
  'inventory.write': $localize`Replace a source of the inventory`,
  'coverage.read': $localize`Read coverage and gaps`,
};
