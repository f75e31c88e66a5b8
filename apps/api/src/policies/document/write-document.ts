import { PolicyV1 } from '@holdfast/contracts';
import { differenceFrom, type Values } from '@holdfast/policy';
import { stringify } from 'yaml';
import { DOCUMENT_KIND, type PolicyDocument } from './read-document.js';

const byName = (one: PolicyV1, other: PolicyV1): number => (one.name < other.name ? -1 : 1);

/** A document as plain values: of each policy only what differs from the defaults. */
export function documentValues({ policies, everybody, groups }: PolicyDocument): Values {
  return {
    holdfast: DOCUMENT_KIND,
    policies: Object.fromEntries(
      policies.toSorted(byName).map((policy) => {
        const defaults = PolicyV1.parse({ schema: 1, name: policy.name });
        return [policy.name, differenceFrom(defaults as unknown as Values, policy as unknown as Values)];
      }),
    ),
    assignments: { everybody, groups: groups.map((line) => ({ ...line })) },
  };
}

/** The same as YAML that people read and keep under version control: the same document is the same text. */
export const writeDocument = (document: PolicyDocument): string =>
  stringify(documentValues(document), { lineWidth: 0, aliasDuplicateObjects: false, version: '1.2' });
