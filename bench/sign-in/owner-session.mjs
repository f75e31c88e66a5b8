import { api, CookieJar } from './console-client.mjs';

/** Makes the owner's account with the setup token that the server printed; answers the cookies of its session. */
export async function setUpOwner({ origin, setupToken }) {
  const jar = new CookieJar();
  const account = {
    name: 'Owner',
    email: 'owner@bench.invalid',
    password: `bench ${Math.random()} ${Date.now()}`,
  };
  await api(origin, jar, 'POST', '/session/set-up', { token: setupToken, ...account });
  return jar;
}
