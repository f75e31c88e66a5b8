const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name cannot be looked up now',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no network',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_SOCKET: 'the connection was cut',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Why a request got no answer, in words a person understands. */
export function unreachableReason(error: unknown): string {
  const name = (error as Error | null)?.name;
  if (name === 'TimeoutError') return 'it does not answer in time';
  const cause = (error as Error | null)?.cause as NodeJS.ErrnoException | undefined;
  const code = cause?.code ?? (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (/CERT|ISSUER|SIGNED|SIGNATURE/.test(code) && REASONS[code] === undefined) {
    return `its certificate is not trusted (${code}); --ca-file names your company's authority`;
  }
  if (cause?.message?.includes('redirect') === true)
    return 'it sends elsewhere, which a pinned origin must not';
  return (
    REASONS[code] ?? (code !== '' ? code : (cause?.message ?? (error as Error | null)?.message ?? 'unknown'))
  );
}
