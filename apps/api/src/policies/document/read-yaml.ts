import type { Value } from '@holdfast/policy';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { type DocumentIssue, documentRefused } from './document-refused.js';

/** Deeper than any policy. */
const DEEPEST = 12;

export interface ReadYaml {
  readonly value: Value;
  /** What is told of a place in the document: that of the nearest value that is there. */
  readonly issueAt: (path: readonly PropertyKey[], code: string, sentence: string) => DocumentIssue;
}

/**
 * Reads YAML 1.2 (and so JSON) as far as it says plain values: no anchors and aliases, with which a small text becomes a
 * large value; no tags, which ask a reader to make something else of a value; no second document; each key once.
 *
 * @param text at most as long as the caller has checked
 * @throws DomainError `document-refused`, with line and column
 */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const offsets = new Map<string, number>();
  const issue = (offset: number, code: string, sentence: string, path = ''): DocumentIssue => {
    const { line, col } = lines.linePos(offset);
    return { code, path, line, column: col, sentence };
  };
  const refuse = (node: Node | null | undefined, code: string, sentence: string): never => {
    throw documentRefused([issue(node?.range?.[0] ?? 0, code, sentence)]);
  };

  const keyOf = ({ key }: Pair, within: Node): string => {
    const node = key as Node | null;
    if (isAlias(node) || node?.anchor !== undefined)
      return refuse(node, 'anchor', 'Anchors and aliases are not taken.');
    if (!isScalar(node) || node.tag !== undefined || typeof node.value !== 'string')
      return refuse(
        node ?? within,
        'key',
        'A key is a plain text: put quotes around one that reads as something else.',
      );
    return node.value;
  };

  const plain = (node: Node | null, path: readonly string[], within: Node | null): Value => {
    if (path.length > DEEPEST) return refuse(within, 'deep', 'Values are nested too deeply.');
    if (node === null) return null;
    offsets.set(JSON.stringify(path), node.range?.[0] ?? 0);
    if (isAlias(node) || node.anchor !== undefined)
      return refuse(node, 'anchor', 'Anchors and aliases are not taken. Write the value where it is meant.');
    if (node.tag !== undefined) return refuse(node, 'tag', 'Tags are not taken.');
    if (isSeq(node))
      return node.items.map((item, at) => plain(item as Node | null, [...path, String(at)], node));
    if (isMap(node))
      return Object.fromEntries(
        node.items.map((pair): [string, Value] => {
          const key = keyOf(pair, node);
          const value = plain(pair.value as Node | null, [...path, key], pair.key as Node);
          // Whoever looks for a field looks for its name.
          offsets.set(JSON.stringify([...path, key]), (pair.key as Node).range?.[0] ?? 0);
          return [key, value];
        }),
      );
    const { value } = node as { value?: unknown };
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Value;
    return refuse(node, 'value', 'This is no text, number, true, false or null.');
  };

  const contents = parsed();
  const value = plain(contents, [], null);
  return {
    value,
    issueAt: (path, code, sentence) => {
      const names = path.map(String);
      let at = names.length;
      while (at > 0 && !offsets.has(JSON.stringify(names.slice(0, at)))) at--;
      return issue(offsets.get(JSON.stringify(names.slice(0, at))) ?? 0, code, sentence, names.join('.'));
    },
  };

  function parsed(): Node | null {
    try {
      const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
      const { errors } = document;
      if (errors.length > 0)
        throw documentRefused(
          errors.map(({ pos, code, message }) =>
            issue(pos[0], code.toLowerCase().replaceAll('_', '-'), `${message.split('\n')[0] ?? ''}.`),
          ),
        );
      return document.contents as Node | null;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw documentRefused([issue(0, 'deep', 'Values are nested too deeply.')]);
    }
  }
}
