import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainError } from '../../problems/index.js';
import { fetchMetadata } from './fetch-metadata.js';

const PAGES: Record<string, RequestListener> = {
  '/good': (_request, response) => response.end('<metadata/>'),
  '/there': (_request, response) => response.writeHead(302, { location: '/good' }).end(),
  '/round': (_request, response) => response.writeHead(302, { location: '/round' }).end(),
  '/inside': (_request, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/plain': (_request, response) => response.writeHead(302, { location: 'http://example.invalid/' }).end(),
  '/large': (_request, response) => response.end('x'.repeat(600_000)),
  '/gone': (_request, response) => response.writeHead(410).end(),
};

describe('fetchMetadata', () => {
  let server: Server;
  let base: string;
  beforeAll(async () => {
    server = createServer((request, response) => PAGES[request.url ?? '']?.(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => {
    server.close();
  });
  const outcome = (address: string, loopback = true): Promise<string> =>
    fetchMetadata(address, loopback).catch((error: DomainError) => error.code);

  it('fetches, also after a redirect', async () => {
    expect(await outcome(`${base}/good`)).toBe('<metadata/>');
    expect(await outcome(`${base}/there`)).toBe('<metadata/>');
  });

  it('gives up on circles, errors and too much', async () => {
    expect(await outcome(`${base}/round`)).toBe('sso-metadata-unreachable');
    expect(await outcome(`${base}/gone`)).toBe('sso-metadata-unreachable');
    expect(await outcome(`${base}/large`)).toBe('sso-metadata-unreachable');
  });

  it('takes https only, and on a server that serves others nothing of this computer', async () => {
    expect(await outcome(`${base}/good`, false)).toBe('sso-metadata-refused');
    expect(await outcome(`${base}/plain`)).toBe('sso-metadata-refused');
    expect(await outcome(`${base}/inside`)).toBe('sso-metadata-refused');
    const port = new URL(base).port;
    expect(await outcome(`https://127.0.0.1:${port}/good`, false)).toBe('sso-metadata-unreachable');
    expect(await outcome(`https://localhost:${port}/good`, false)).toBe('sso-metadata-unreachable');
    expect(await outcome('https://169.254.169.254/', true)).toBe('sso-metadata-unreachable');
    expect(await outcome('https://10.0.0.1/', true)).toBe('sso-metadata-unreachable');
    expect(await outcome('https://[::ffff:10.0.0.1]/', true)).toBe('sso-metadata-unreachable');
  });
});
