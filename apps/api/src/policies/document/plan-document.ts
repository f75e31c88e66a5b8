import { randomUUID } from 'node:crypto';
import { PolicyV1 } from '@holdfast/contracts';
import {
  changesBetween,
  checkPolicy,
  type FieldChange,
  nameKey,
  type PolicyFinding,
  type Surroundings,
  type Values,
} from '@holdfast/policy';
import type { NamedGroup } from '../assignments/name-rows.js';
import type { DocumentState } from './document-state.js';
import type { PolicyDocument } from './read-document.js';

/** What of one policy becomes another. `id` of one that is added stands in for the one it will get. */
export interface PlannedPolicy {
  readonly kind: 'added' | 'changed' | 'retired';
  readonly id: string;
  readonly name: string;
  /** Of `changed`: the version it is based on. */
  readonly version: number;
  readonly policy: PolicyV1;
  readonly fields: readonly FieldChange[];
}

export interface PlannedLine {
  readonly policyId: string;
  readonly groupId: string | undefined;
  readonly priority: number;
}

export interface DocumentPlan {
  readonly policies: readonly PlannedPolicy[];
  readonly lines: readonly PlannedLine[];
  /** What of the assignments reads differently: `everybody`, `groups.NAME`. */
  readonly assigned: readonly FieldChange[];
  readonly findings: readonly (PolicyFinding & { readonly policy: string })[];
}

const values = (policy: PolicyV1): Values => policy as unknown as Values;

/**
 * What has to be done so that a company's policies and assignments are what a document says. Policies are the same where
 * their names are; one that the document does not have is retired. Only what changes is checked.
 *
 * @param groups the groups that the document names, by their names as they are compared
 */
export function planDocument(
  state: DocumentState,
  document: PolicyDocument,
  groups: ReadonlyMap<string, NamedGroup>,
  surroundings: Surroundings,
): DocumentPlan {
  const known = new Map(state.policies.map((published) => [nameKey(published.policy.name), published]));
  const ids = new Map<string, string>();
  const policies = document.policies.flatMap((policy): PlannedPolicy[] => {
    const before = known.get(nameKey(policy.name));
    const id = before?.id ?? randomUUID();
    ids.set(nameKey(policy.name), id);
    const from = before?.policy ?? PolicyV1.parse({ schema: 1, name: policy.name });
    const fields = changesBetween(values(from), values(policy));
    const planned = { id, name: policy.name, version: before?.version ?? 0, policy, fields };
    if (!before) return [{ kind: 'added', ...planned }];
    return fields.length === 0 ? [] : [{ kind: 'changed', ...planned }];
  });
  const retired = state.policies.flatMap(({ id, version, policy }): PlannedPolicy[] =>
    ids.has(nameKey(policy.name))
      ? []
      : [{ kind: 'retired', id, name: policy.name, version, policy, fields: [] }],
  );
  const idOf = (name: string): string => ids.get(nameKey(name)) as string;
  const lines: PlannedLine[] = [
    { policyId: idOf(document.everybody), groupId: undefined, priority: 0 },
    ...document.groups.map(({ group, policy, priority }) => ({
      policyId: idOf(policy),
      groupId: groups.get(nameKey(group))?.id,
      priority,
    })),
  ];
  return {
    policies: [...policies, ...retired],
    lines,
    assigned: changesBetween(assignedNow(state), assignedThen(document, groups)),
    findings: policies.flatMap(({ name, policy }) =>
      checkPolicy(policy, { ...surroundings, otherNames: [] }).map((finding) => ({
        ...finding,
        policy: name,
      })),
    ),
  };
}

const line = (policy: string, priority: number): string => `${policy} (${String(priority)})`;

function assignedNow({ policies, assignments }: DocumentState): Values {
  const nameOf = (id: string): string => policies.find((published) => published.id === id)?.policy.name ?? '';
  return Object.fromEntries(
    assignments.map(({ groupName, policyId, priority }) =>
      groupName === undefined
        ? ['everybody', nameOf(policyId)]
        : [`groups.${groupName}`, line(nameOf(policyId), priority)],
    ),
  );
}

/** Names as the directory and the policies write them, so that another case is no change. */
function assignedThen(
  { policies, everybody, groups }: PolicyDocument,
  known: ReadonlyMap<string, NamedGroup>,
): Values {
  const written = (name: string): string =>
    policies.find((one) => nameKey(one.name) === nameKey(name))?.name ?? name;
  return Object.fromEntries([
    ['everybody', written(everybody)],
    ...groups.map(({ group, policy, priority }) => [
      `groups.${known.get(nameKey(group))?.name ?? group}`,
      line(written(policy), priority),
    ]),
  ]) as Values;
}
