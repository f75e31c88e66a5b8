import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { type Handler, Refusal } from './handler.js';

/** What begins like this is not the main repository's. */
const OF_ANOTHER = /^[0-9a-f]{8}-[0-9a-f-]{27}\//;

/** Objects in memory behind add-only, exact-length, exact-digest URLs; those of the main repository by their own names. */
export class ObjectsDouble {
  readonly objects = new Map<string, Uint8Array>();
  uploads = 0;

  constructor(
    private readonly origin: () => string,
    private readonly mainRepository: () => string,
  ) {}

  readonly handlers: readonly [Endpoint, Handler][] = [
    [
      endpoints.signUploads,
      ({ id }, body: { objects: { name: string; size: number; sha256: string }[] }) => ({
        requests: body.objects.map(({ name, size, sha256 }) =>
          this.signed('PUT', id, name, `size=${size}&sha256=${sha256}`),
        ),
      }),
    ],
    [
      endpoints.signDownloads,
      ({ id }, body: { names: string[] }) => ({
        requests: body.names.map((name) => this.signed('GET', id, name, '')),
      }),
    ],
    [
      endpoints.listObjects,
      ({ id }, _, query) => ({
        objects: this.named(id, query.get('prefix') ?? ''),
        nextCursor: null,
      }),
    ],
  ];

  /** Names of what a repository has, and sizes. */
  named(repositoryId = this.mainRepository(), prefix = ''): { name: string; size: number }[] {
    const below = this.below(repositoryId);
    return [...this.objects]
      .filter(([key]) => key.startsWith(below + prefix) && !OF_ANOTHER.test(key.slice(below.length)))
      .map(([key, bytes]) => ({ name: key.slice(below.length), size: bytes.length }));
  }

  bytesOf(repositoryId: string, name: string): Uint8Array {
    return this.objects.get(this.below(repositoryId) + name) ?? new Uint8Array();
  }

  has(repositoryId: string, name: string): boolean {
    return this.objects.has(this.below(repositoryId) + name);
  }

  signed(method: 'PUT' | 'GET', repositoryId = this.mainRepository(), name: string, query: string): unknown {
    const key = this.below(repositoryId) + name;
    return {
      name,
      method,
      url: `${this.origin()}/objects/${key}?${query}`,
      headers: {},
      expiresAt: new Date(Date.now() + 900_000).toISOString(),
      present: method === 'PUT' && this.objects.has(key),
    };
  }

  answer(request: IncomingMessage, response: ServerResponse, url: URL, body: Buffer): void {
    const key = url.pathname.slice('/objects/'.length);
    const known = this.objects.get(key);
    if (request.method === 'GET') {
      if (known === undefined) throw new Refusal('not-found');
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(known);
      return;
    }
    const digest = createHash('sha256').update(body).digest('hex');
    if (String(body.length) !== url.searchParams.get('size') || digest !== url.searchParams.get('sha256'))
      throw new Refusal('object-mismatch');
    if (known !== undefined) throw new Refusal('object-exists');
    this.objects.set(key, body);
    this.uploads += 1;
    response.writeHead(201).end();
  }

  private below(repositoryId: string): string {
    return repositoryId === this.mainRepository() ? '' : `${repositoryId}/`;
  }
}
