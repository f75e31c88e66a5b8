import { POLICY_DOCUMENT_LIMIT, POLICY_PRESET_IDS, POLICY_PRESETS, PolicyV1 } from '@holdfast/contracts';
import { assignmentFaults, nameKey, type Value, type Values, withDifference } from '@holdfast/policy';
import { z } from 'zod';
import { type DocumentIssue, documentRefused } from './document-refused.js';
import { type ReadYaml, readYaml } from './read-yaml.js';

/** What the first line of a document says, so that no other YAML is taken for one. */
export const DOCUMENT_KIND = 'policies/1';

/** A company's policies and whom each is assigned to, all by their names. */
export interface PolicyDocument {
  readonly policies: readonly PolicyV1[];
  readonly everybody: string;
  readonly groups: readonly GroupLine[];
}

export interface GroupLine {
  readonly group: string;
  readonly policy: string;
  readonly priority: number;
}

const Name = z.string().min(1).max(120);
const Outline = z.strictObject({
  holdfast: z.literal(DOCUMENT_KIND, 'This has to be policies/1.'),
  policies: z.custom<Values>(isValues, 'Policies by their names are needed.'),
  assignments: z.strictObject({
    everybody: Name,
    groups: z
      .array(z.strictObject({ group: z.string().min(1).max(256), policy: Name, priority: z.int() }))
      .max(500)
      .default([]),
  }),
});
const Preset = z.enum(POLICY_PRESET_IDS);

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A document as it was read, and where in it something stands. */
export interface ReadDocument {
  readonly document: PolicyDocument;
  readonly issueAt: ReadYaml['issueAt'];
}

/** @throws DomainError `document-refused`: too long, not YAML, not a document of policies, or one that contradicts itself */
export function readDocument(text: string): ReadDocument {
  if (Buffer.byteLength(text) > POLICY_DOCUMENT_LIMIT)
    throw documentRefused([
      { code: 'too-long', path: '', line: 1, column: 1, sentence: 'A document has at most 256 kB.' },
    ]);
  const { value, issueAt } = readYaml(text);
  const outline = Outline.safeParse(value);
  if (!outline.success) throw documentRefused(issuesOf(outline.error, [], issueAt));
  const { policies: given, assignments } = outline.data;
  const issues: DocumentIssue[] = [];
  const policies = Object.entries(given).flatMap(([name, differing]) => {
    const read = readPolicy(name, differing, issueAt);
    if ('issues' in read) issues.push(...read.issues);
    return 'policy' in read ? [read.policy] : [];
  });
  if (issues.length > 0) throw documentRefused(issues);
  const document = { policies, ...assignments };
  const contradictions = contradictionsOf(document, issueAt);
  if (contradictions.length > 0) throw documentRefused(contradictions);
  return { document, issueAt };
}

function readPolicy(
  name: string,
  differing: Value,
  issueAt: ReadYaml['issueAt'],
): { policy: PolicyV1 } | { issues: DocumentIssue[] } {
  const path = ['policies', name];
  if (differing !== null && !isValues(differing))
    return {
      issues: [issueAt(path, 'invalid', 'A policy is what differs from the defaults, field by field.')],
    };
  const { preset: presetId, ...fields } = differing ?? {};
  for (const field of ['name', 'schema', '__proto__'])
    if (Object.hasOwn(fields, field))
      return {
        issues: [
          issueAt(
            [...path, field],
            'unknown-field',
            'The name of a policy stands before it; there is no such field.',
          ),
        ],
      };
  const preset = presetId === undefined ? undefined : Preset.safeParse(presetId);
  if (preset && !preset.success)
    return {
      issues: [
        issueAt(
          [...path, 'preset'],
          'preset',
          `There is no such preset. There are: ${POLICY_PRESET_IDS.join(', ')}.`,
        ),
      ],
    };
  const base = preset ? POLICY_PRESETS.find(({ id }) => id === preset.data)?.policy : undefined;
  const written = base ? withDifference(PolicyV1.parse(base) as unknown as Values, fields) : fields;
  const read = PolicyV1.safeParse({ ...written, schema: 1, name });
  return read.success ? { policy: read.data } : { issues: issuesOf(read.error, path, issueAt) };
}

const issuesOf = (
  error: z.ZodError,
  within: readonly string[],
  issueAt: ReadYaml['issueAt'],
): DocumentIssue[] =>
  error.issues.map((found) => {
    const { path, message } = found;
    // The field itself, where it is one that there is not: that is the line to look at.
    const unknown = found.code === 'unrecognized_keys' ? found.keys.slice(0, 1) : [];
    return issueAt([...within, ...path, ...unknown], found.code.replaceAll('_', '-'), `${message}.`);
  });

/** What no document can mean, whatever the company has. */
function contradictionsOf(
  { policies, everybody, groups }: PolicyDocument,
  issueAt: ReadYaml['issueAt'],
): DocumentIssue[] {
  const issues: DocumentIssue[] = [];
  const names = new Set<string>();
  for (const { name } of policies) {
    if (names.has(nameKey(name)))
      issues.push(issueAt(['policies', name], 'name-taken', 'Another policy of the document has this name.'));
    names.add(nameKey(name));
  }
  const assigned = [
    { policy: everybody, path: ['assignments', 'everybody'] },
    ...groups.map(({ policy }, at) => ({ policy, path: ['assignments', 'groups', String(at), 'policy'] })),
  ];
  for (const { policy, path } of assigned)
    if (!names.has(nameKey(policy)))
      issues.push(issueAt(path, 'policy-unknown', 'The document has no policy of this name.'));
  const lines = [
    { priority: 0 },
    ...groups.map(({ group, priority }) => ({ groupId: nameKey(group), priority })),
  ];
  for (const { code, at, sentence } of assignmentFaults(lines))
    issues.push(issueAt(['assignments', 'groups', String(at - 1)], code, sentence));
  return issues;
}
