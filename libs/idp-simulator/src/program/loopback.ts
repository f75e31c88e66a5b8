/** Why the development identity provider does not do what it was asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** Names and addresses of this computer alone: `localhost`, `127.0.0.1`, `::1`. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.has(hostname.toLowerCase());

/** @throws Refused unless the address is http or https on this computer */
export const requireLoopback = (what: string, address: string): URL => {
  if (!URL.canParse(address)) throw new Refused(`${what} is no address: ${JSON.stringify(address)}.`);
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || !isLoopback(url.hostname))
    throw new Refused(
      `${what} is ${url.protocol}//${url.host}, which is not on this computer. Anybody may sign in as anybody here, so it ` +
        'serves localhost, 127.0.0.1 and ::1 only.',
    );
  return url;
};

/** `nodeEnv`: what NODE_ENV says. @throws Refused in production */
export const requireDevelopment = (nodeEnv: string | undefined): void => {
  if (nodeEnv?.trim().toLowerCase() === 'production')
    throw new Refused(
      'It is for development, and NODE_ENV is production: anybody may sign in as anybody here.',
    );
};

export type OwnHost = 'localhost' | '127.0.0.1';

/** The name it goes by. @throws Refused for any that does not lead to 127.0.0.1, where it listens */
export const ownHost = (name: string): OwnHost => {
  if (name === 'localhost' || name === '127.0.0.1') return name;
  throw new Refused(
    `It cannot go by ${name}: it listens on 127.0.0.1 alone, since anybody may sign in as anybody here.`,
  );
};
