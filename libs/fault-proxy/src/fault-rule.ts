import { z } from 'zod';
import { bandwidth, Bandwidth } from './faults/bandwidth.js';
import { cutBody, CutBody } from './faults/cut-body.js';
import { dropReply, DropReply } from './faults/drop-reply.js';
import { flipByte, FlipByte } from './faults/flip-byte.js';
import { latency, Latency } from './faults/latency.js';
import { reset, Reset } from './faults/reset.js';
import { status, Status } from './faults/status.js';
import { swallowWrite, SwallowWrite } from './faults/swallow-write.js';
import { ignoreHash, IgnoreHash } from './lies/ignore-hash.js';
import { ignoreLocks, IgnoreLocks } from './lies/ignore-locks.js';
import { ignoreSignature, IgnoreSignature } from './lies/ignore-signature.js';
import { ignoreVersioning, IgnoreVersioning } from './lies/ignore-versioning.js';
import type { Meddling, Met } from './meddling.js';

const AnyRule = z.discriminatedUnion('fault', [
  Latency,
  Bandwidth,
  Reset,
  Status,
  CutBody,
  FlipByte,
  SwallowWrite,
  DropReply,
  IgnoreLocks,
  IgnoreVersioning,
  IgnoreSignature,
  IgnoreHash,
]);

/** A fault, what it needs, and the requests it is for. */
export type FaultRule = z.input<typeof AnyRule>;
export type ParsedRule = z.output<typeof AnyRule>;

/** @throws z.ZodError for what is no list of rules */
export const parseFaultRules = (rules: unknown): ParsedRule[] => z.array(AnyRule).max(1000).parse(rules);

/** Such a rule changes what the client has signed, so the proxy signs it anew. */
export const needsCredentials = (rule: ParsedRule): boolean =>
  ['ignore-locks', 'ignore-signature', 'ignore-hash'].includes(rule.fault) ||
  (rule.fault === 'flip-byte' && rule.unnoticed);

/** What a rule does to each request that it meets. State that requests share lives as long as the rule. */
export function prepareFault(rule: ParsedRule): (met: Met) => Meddling {
  switch (rule.fault) {
    case 'latency':
      return latency(rule);
    case 'bandwidth':
      return bandwidth(rule);
    case 'reset':
      return reset(rule);
    case 'status':
      return status(rule);
    case 'cut-body':
      return cutBody(rule);
    case 'flip-byte':
      return flipByte(rule);
    case 'swallow-write':
      return swallowWrite(rule);
    case 'drop-reply':
      return dropReply(rule);
    case 'ignore-locks':
      return ignoreLocks(rule);
    case 'ignore-versioning':
      return ignoreVersioning(rule);
    case 'ignore-signature':
      return ignoreSignature(rule);
    case 'ignore-hash':
      return ignoreHash(rule);
  }
}
