import { printableText } from '../../terminal/printable.js';
import type { Verdict, WrongKind } from './verdict.js';

const LOOKS_LIKE: Record<WrongKind, string> = {
  edit: 'something was edited',
  deletion: 'something was deleted',
  reorder: 'something was moved to another place',
  insertion: 'something was put in',
  truncation: 'something was cut off at the end',
  rewrite: 'the log was written anew',
};

/** A verdict in plain lines, the answer first. */
export function verdictText(verdict: Verdict): string[] {
  const { events, after, head, wrong, anchors, company, fingerprint } = verdict;
  if (wrong) {
    const from = wrong.seq === wrong.upTo ? `event ${wrong.seq}` : `events ${wrong.seq} to ${wrong.upTo}`;
    const where = wrong.seq === 0 ? 'in the frame of the export, not in an event' : `first at ${from}`;
    return [
      `BROKEN, ${where}: it looks as if ${LOOKS_LIKE[wrong.kind]}.`,
      wrong.what,
      events > 0
        ? `The ${events} events before that hang together.`
        : 'No event before that could be checked.',
    ].map(printableText);
  }
  const kept = anchors.keptUpTo === null ? [] : [`up to event ${anchors.keptUpTo} by anchors that you kept`];
  const signed =
    anchors.signedUpTo === null ? [] : [`up to event ${anchors.signedUpTo} by the key that you kept`];
  const proof = [...kept, ...signed];
  return [
    proof.length > 0
      ? `PROVEN: the log is as it was written, ${proof.join(' and ')}.`
      : 'WHOLE IN ITSELF, and held against nothing else.',
    `Company ${company ?? ''}: ${events} events, ${after + 1} to ${head?.seq ?? 0}, the last at ${head?.at ?? ''}.`,
    `Anchors: ${anchors.inExport} in the export, ${anchors.given} given. Key ${fingerprint ?? ''}.`,
    ...verdict.notProven.map((open) => `Not proven: ${open}`),
  ].map(printableText);
}
