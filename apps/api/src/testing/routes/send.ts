import type { Endpoint } from '@holdfast/contracts';
import type { Response } from 'supertest';
import type { TestApp } from '../test-app.js';
import type { RouteCall } from './route-samples.js';

type Headers = Readonly<Record<string, string>>;

/** Headers by which a caller is known, for any call or made for each; none: nobody. */
export type Credentials = Headers | ((method: string, path: string) => Headers);

export const pathOf = (route: Endpoint, params: RouteCall['params'] = {}): string =>
  route.path.replace(/[:*](\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? 'nothing'));

/** Calls a declared route, as the console or an agent would. */
export const send = async (
  app: TestApp,
  route: Endpoint,
  { params, query, body }: RouteCall,
  credentials: Credentials = {},
): Promise<Response> => {
  const method = route.method.toLowerCase() as 'get';
  const http = app.http();
  const path = pathOf(route, params);
  const headers = typeof credentials === 'function' ? credentials(route.method, path) : credentials;
  const call = http[method](path).query(query ?? {});
  call.set({ 'x-holdfast-request': '1', ...headers });
  return route.method === 'GET' ? call : call.send(body ?? {});
};

/** What was answered, without what differs by chance: the request's own id, and the ids that were asked with. */
export const told = (answer: Response, ...asked: readonly string[]): string => {
  const { requestId: _requestId, ...body } = (answer.body ?? {}) as Record<string, unknown>;
  const text = `${String(answer.status)} ${answer.text.length === 0 ? '' : JSON.stringify(body)}`;
  return asked.reduce((left, id) => left.replaceAll(id, 'ID'), text);
};
