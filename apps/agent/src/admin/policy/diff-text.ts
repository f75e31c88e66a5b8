import type { PolicyDocumentDiff } from '@holdfast/contracts';
import type { z } from 'zod';
import { printableText } from '../../terminal/printable.js';

export type DocumentDiff = z.infer<typeof PolicyDocumentDiff>;
type Change = DocumentDiff['changes'][number];

const SIGNS = { added: '+', changed: '~', retired: '-', assigned: '~' } as const;
const people = (count: number): string => (count === 1 ? '1 person' : `${String(count)} people`);

/** What a document changes, for a person: a line for each policy, and below it one for each field. */
export function diffText({ changes, findings }: DocumentDiff): string[] {
  if (changes.length === 0)
    return ['Nothing to change: policies and assignments are what the document says.'];
  return [
    ...changes.flatMap((change) => [headOf(change), ...change.fields.map(fieldLine)]),
    ...findings.map(
      ({ level, policy, path, sentence, nextStep }) =>
        `${level === 'refused' ? 'REFUSED' : 'Warning'}: “${printableText(policy)}”, ${printableText(path)}: ` +
        `${printableText(sentence)} ${printableText(nextStep)}`,
    ),
  ];
}

function headOf({ kind, name, people: { before, after } }: Change): string {
  if (kind === 'assigned') return `${SIGNS[kind]} assignments: another policy for ${people(after)}`;
  const covers =
    before === after ? `covers ${people(after)}` : `covers ${people(after)} instead of ${String(before)}`;
  return `${SIGNS[kind]} policy “${printableText(name)}” (${kind}, ${covers})`;
}

const fieldLine = ({ path, from, to }: Change['fields'][number]): string =>
  `    ${printableText(path)}: ${said(from)} → ${said(to)}`;

const said = (value: unknown): string => printableText(JSON.stringify(value ?? null));
