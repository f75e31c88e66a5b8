/** The token is behind the `#`: browsers send that to nobody, so it stands in no log and in no referrer. */
export const leaverUrl = (publicOrigin: string, token: string): string => `${publicOrigin}/leaver#${token}`;
