import { LeaverToken } from '@holdfast/contracts';
import { usage } from '../faults/fault.js';
import { parseOrigin } from '../managed/origin.js';

/** Where a personal link leads, and what it ends with. */
export interface LeaverLink {
  readonly origin: string;
  readonly token: string;
}

/** Reads a personal link as it was sent or printed: `https://holdfast.example.org/leaver#hfl_…`. @throws Fault `usage` */
export function parseLeaverLink(text: string): LeaverLink {
  const [address = '', token = ''] = text.trim().split('#', 2);
  const origin = /^(https?:\/\/[^/?#]+)\/leaver$/.exec(address)?.[1];
  if (origin !== undefined && LeaverToken.safeParse(token).success)
    return { origin: parseOrigin(origin), token };
  throw usage(
    'This is not a personal link.',
    'Copy it whole, with what stands behind the #: "https://…/leaver#hfl_…". In a shell it needs quotes.',
  );
}
