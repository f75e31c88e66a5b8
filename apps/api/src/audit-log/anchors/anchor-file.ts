/** Below a location's root. Padded, so that the newest one is the last of a listing. */
export const anchorFile = (companyId: string, seq: number): string =>
  `audit/${companyId}/${String(seq).padStart(16, '0')}.json`;
