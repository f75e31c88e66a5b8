import { endpoints } from '@holdfast/contracts';
import { Controller, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { Caller, type SessionCaller } from '../../http/caller.js';
import { Route } from '../../http/route.js';
import { DomainError } from '../../problems/domain-error.js';
import { ImportPeople } from './import-people.js';

const { importPeople } = endpoints;
const MOST_BYTES = 10 * 1024 * 1024;

/** The body of a request that no parser took; read only once the guards have let it in. */
const bytesOf = async (request: Request): Promise<Uint8Array> => {
  if (!request.is('text/csv'))
    throw new DomainError('file-refused', 'A file comes as text/csv. Nothing was changed.');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES)
      throw new DomainError('too-large', 'A file has at most 10 MB. Nothing was changed: cut it.');
    parts.push(part);
  }
  return Buffer.concat(parts);
};

@Controller()
export class ImportController {
  constructor(private readonly people: ImportPeople) {}

  @Route(importPeople)
  async run(
    @Caller() caller: SessionCaller,
    @Query({ schema: importPeople.query }) query: z.output<typeof importPeople.query>,
    @Req() request: Request,
  ) {
    return this.people.run(caller, await bytesOf(request), query.dryRun === 'true');
  }
}
