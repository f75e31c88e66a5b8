import { type Filter, parse } from 'scim2-parse-filter';
import { isStorable } from '../case-key.js';
import { badRequest } from '../scim-refusal.js';
import { type Attribute, type AttributeTable, attributeAt } from './attributes.js';
import { comparisonsIn } from './grammar.js';
import { tokensOf } from './tokens.js';

export type Operator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'lt' | 'ge' | 'le';
export type Comparand = string | boolean | null;

/** A filter whose every attribute is one of ours and whose every comparison means something. */
export type FilterNode =
  | { readonly op: 'and' | 'or'; readonly of: readonly FilterNode[] }
  | { readonly op: 'not'; readonly of: FilterNode }
  | { readonly op: 'pr'; readonly attribute: Attribute }
  | { readonly op: Operator; readonly attribute: Attribute; readonly value: Comparand };

const LONGEST = 4096;

const refused = (why: string) =>
  badRequest('invalidFilter', `The filter is not understood: ${why}. Nothing was listed.`);

/**
 * Reads a filter. The library builds the tree; ours is what it may be built of: our own tokens and grammar first, strings
 * put aside so that the library sees none, then every attribute and comparison looked up. What is not understood is
 * refused, and never left out: a filter with less in it would name more people.
 * @throws DomainError `request-invalid` (SCIM `invalidFilter`)
 */
export const readFilter = (text: string, attributes: AttributeTable): FilterNode => {
  if (text.length > LONGEST) throw refused(`it is longer than ${LONGEST} characters`);
  const tokens = tokensOf(text);
  const comparisons = tokens && comparisonsIn(tokens);
  if (!tokens || comparisons === undefined) throw refused('it does not follow the grammar of RFC 7644');
  const strings: string[] = [];
  const bare = tokens.map(({ kind, text: literal }) => {
    if (kind !== 'string') return literal;
    strings.push(JSON.parse(literal) as string);
    return `"${strings.length - 1}"`;
  });
  const tree = parsed(bare.join(' '));
  let found = 0;

  const comparand = (raw: unknown): Comparand => {
    if (typeof raw === 'boolean' || raw === null) return raw;
    const value = typeof raw === 'string' ? strings[Number(raw)] : undefined;
    if (value === undefined || !isStorable(value)) throw refused('a value is of no kind that is kept here');
    return value;
  };
  const at = (path: string, within: string | undefined): Attribute => {
    const attribute = attributeAt(attributes, within === undefined ? path : `${within}.${path}`);
    if (!attribute) throw refused(`“${path.slice(0, 100)}” is no attribute that can be filtered by`);
    return attribute;
  };
  const resolve = (node: Filter, within?: string): FilterNode => {
    switch (node.op) {
      case 'and':
      case 'or':
        return { op: node.op, of: node.filters.map((part) => resolve(part, within)) };
      case 'not':
        return { op: 'not', of: resolve(node.filter, within) };
      case '[]':
        if (within !== undefined || !attributes.complex.has(node.attrPath.toLowerCase()))
          throw refused('only e-mail addresses are chosen by brackets');
        return resolve(node.valFilter, node.attrPath);
      case 'pr':
        found += 1;
        return { op: 'pr', attribute: at(node.attrPath, within) };
      default: {
        found += 1;
        const compared = {
          op: node.op,
          attribute: at(node.attrPath, within),
          value: comparand(node.compValue),
        };
        if (!compared.attribute.takes(compared.op, compared.value))
          throw refused(`“${node.attrPath.slice(0, 100)}” cannot be compared in this way`);
        return compared;
      }
    }
  };
  const filter = resolve(tree);
  if (found !== comparisons) throw refused('it can be read in two ways');
  return filter;
};

const parsed = (text: string): Filter => {
  try {
    return parse(text);
  } catch {
    throw refused('it does not follow the grammar of RFC 7644');
  }
};
