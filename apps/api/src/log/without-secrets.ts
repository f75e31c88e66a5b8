/** Wherever one of these stands in a logged object, it is cut out: nothing of it is worth the risk. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'dpop',
  'secretAccessKey',
  'accessKeyId',
  'phoneHashKey',
  'parameters',
];
const NAMED = new RegExp(`"(?:${SECRET_FIELDS.join('|')})":`);
const isSecret = new Set(SECRET_FIELDS);

/** One line of the log, JSON with its line end, with `[secret]` for each such field at any depth. */
export function withoutSecrets(line: string): string {
  if (!NAMED.test(line)) return line;
  const cut = (name: string, value: unknown): unknown => (isSecret.has(name) ? '[secret]' : value);
  return `${JSON.stringify(JSON.parse(line, cut))}\n`;
}
