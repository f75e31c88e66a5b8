import type { AuditAction } from '@holdfast/contracts';

const LEAVERS = '../leavers/leavers.db-spec.ts';
const LEAVER_ACCESS = '../leavers/access/leaver-access.db-spec.ts';

/** Deeds with leavers, and their own: what each writes, and the spec that holds it against the log. */
export const LEAVERS_ON_RECORD: Record<string, { writes: readonly AuditAction[]; shownBy: string }> = {
  extendLeaver: { writes: ['leaver.access-extended'], shownBy: LEAVERS },
  holdLeaver: { writes: ['leaver.held'], shownBy: LEAVERS },
  liftHold: { writes: ['leaver.hold-lifted'], shownBy: LEAVERS },
  changeLeaverTerms: { writes: ['leaver.terms-changed'], shownBy: LEAVERS },
  makeLeaverLink: { writes: ['leaver.link-made'], shownBy: LEAVER_ACCESS },
  openLeaverLink: { writes: ['leaver.link-opened'], shownBy: LEAVER_ACCESS },
  leaverChallenge: { writes: [], shownBy: LEAVER_ACCESS },
  leaverProof: { writes: ['leaver.code-refused', 'leaver.code-proven'], shownBy: LEAVER_ACCESS },
  // What was fetched is told by the proof before it, once an hour.
  leaverDownloads: { writes: [], shownBy: LEAVER_ACCESS },
  askErasure: { writes: ['leaver.erasure-asked'], shownBy: LEAVER_ACCESS },
};
