import { generate } from 'otplib';
import { api, CookieJar } from './console-client.mjs';

/** Makes the owner's account with the setup token that the server printed; answers the cookies of its session. */
export async function setUpOwner({ origin, setupToken }, email = 'owner@bench.invalid') {
  const jar = new CookieJar();
  const who = { token: setupToken, name: 'Owner', email };
  const { ticket, totp } = await api(origin, jar, 'POST', '/session/set-up/begin', who);
  const password = `bench ${Math.random()} ${Date.now()}`;
  const proof = { ticket, totp: await generate({ secret: totp.secret }) };
  await api(origin, jar, 'POST', '/session/set-up', { ...who, password, ...proof });
  return jar;
}
