import { endpoints } from '@holdfast/contracts';
import { Controller, Param, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { z } from 'zod';
import { Caller, type PersonOrToken, Route } from '../../http/index.js';
import { DomainError } from '../../problems/index.js';
import { readCsv } from './read-csv.js';
import type { ReadFile } from './read-file.js';
import { readJson, readJsonLines } from './read-json.js';
import { ReplaceSource } from './replace-source.js';
import { sentText } from './sent-text.js';

const { replaceInventory } = endpoints;

/** A body that no parser took is read only now, when the guards have let it in. */
const fileOf = (request: Request): ReadFile | Promise<ReadFile> => {
  if (request.is('text/csv')) return readCsv(sentText(request));
  if (request.is('application/x-ndjson')) return readJsonLines(sentText(request));
  if (request.is('application/json')) return readJson(request.body);
  throw new DomainError(
    'file-refused',
    'An inventory comes as text/csv, application/json or application/x-ndjson. Nothing was changed.',
  );
};

@Controller()
export class ImportController {
  constructor(private readonly replace: ReplaceSource) {}

  @Route(replaceInventory)
  async run(
    @Caller() caller: PersonOrToken,
    @Param({ schema: replaceInventory.params }) { name }: z.output<typeof replaceInventory.params>,
    @Query({ schema: replaceInventory.query }) query: z.output<typeof replaceInventory.query>,
    @Req() request: Request,
  ) {
    return this.replace.run({
      caller,
      source: name,
      file: await fileOf(request),
      dryRun: query.dryRun === 'true',
      allowShrink: query.allowShrink === 'true',
    });
  }
}
