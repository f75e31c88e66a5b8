import { pipeline } from 'node:stream/promises';
import { endpoints } from '@holdfast/contracts';
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Route } from '../../http/index.js';
import { ServedObjects, type SignedCall } from './served-objects.js';

const { putObject, getObject } = endpoints;

@Controller()
export class ServedObjectsController {
  constructor(private readonly objects: ServedObjects) {}

  @Route(putObject)
  async put(@Req() request: Request): Promise<void> {
    const announced = request.headers['content-length'];
    await this.objects.put(
      callOf(request, 'PUT'),
      request,
      announced === undefined ? undefined : Number(announced),
    );
  }

  @Route(getObject)
  async get(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { size, open } = await this.objects.get(callOf(request, 'GET'));
    response.setHeader('accept-ranges', 'bytes');
    response.setHeader('cache-control', 'private, no-store');
    response.type('application/octet-stream');
    const ranges = request.range(size, { combine: true });
    if (ranges === -1) {
      response
        .status(416)
        .setHeader('content-range', `bytes */${String(size)}`)
        .end();
      return;
    }
    const range =
      Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
    const { start, end } = range ?? { start: 0, end: size - 1 };
    if (range) {
      response
        .status(206)
        .setHeader('content-range', `bytes ${String(start)}-${String(end)}/${String(size)}`);
    } else {
      response.status(200);
    }
    response.setHeader('content-length', end - start + 1);
    await pipeline(await open(start, end + 1), response);
  }
}

/** Path and query as text, whatever they hold: the signature decides. Repeated query values never match one. */
function callOf(request: Request, method: 'PUT' | 'GET'): SignedCall {
  const params = request.params as Record<string, string | string[]>;
  const query = request.query as Record<string, unknown>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const optional = (value: unknown): string | undefined => (value === undefined ? undefined : text(value));
  const name = params['name'];
  return {
    method,
    locationId: text(params['locationId']),
    repositoryId: text(params['repositoryId']),
    name: Array.isArray(name) ? name.join('/') : text(name),
    expires: text(query['expires']),
    signature: text(query['signature']),
    size: optional(query['size']),
    sha256: optional(query['sha256']),
  };
}
