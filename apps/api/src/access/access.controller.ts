import { type AccessLogItem, endpoints } from '@holdfast/contracts';
import { Controller, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { ReadAccessLog } from './read-access-log.js';

const { accessLog } = endpoints;

@Controller()
export class AccessController {
  constructor(private readonly log: ReadAccessLog) {}

  @Route(accessLog)
  mine(
    @Caller() caller: SessionCaller,
    @Query({ schema: accessLog.query }) query: z.output<typeof accessLog.query>,
  ): Promise<{ items: AccessLogItem[]; nextCursor: string | null }> {
    return this.log.run(caller, query);
  }
}
