import { PolicyV1 } from '@holdfast/contracts';
import { differenceFrom, type Values } from '@holdfast/policy';
import { Document, visit } from 'yaml';
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

/** What a terminal or a reader would take for something else than a character: written by its number. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
const isUnseen = (text: string): boolean => text.search(UNSEEN) >= 0;
const byNumber = (character: string): string =>
  character === '\n'
    ? character
    : `\\U${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(8, '0')}`;

/** The same as YAML that people read and keep under version control: the same document is the same text. */
export function writeDocument(document: PolicyDocument): string {
  const written = new Document(documentValues(document), {
    version: '1.2',
    aliasDuplicateObjects: false,
  });
  visit(written, {
    Scalar: (_key, node) => {
      // Only between double quotes can a character be written by its number.
      if (typeof node.value === 'string' && isUnseen(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return written.toString({ lineWidth: 0 }).replace(UNSEEN, byNumber);
}
