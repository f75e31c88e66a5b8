import { z } from 'zod';
import { endpoint } from './endpoint.js';

export const systemEndpoints = {
  live: endpoint({
    id: 'live',
    method: 'GET',
    path: '/health/live',
    tag: 'system',
    summary: 'The process runs',
    auth: 'public',
    status: 200,
    response: z.object({ status: z.literal('ok') }),
    errors: [],
  }),
  ready: endpoint({
    id: 'ready',
    method: 'GET',
    path: '/health/ready',
    tag: 'system',
    summary: 'The process can serve: database reached, migrations current, not stopping',
    auth: 'public',
    status: 200,
    response: z.object({ status: z.literal('ok'), version: z.string() }),
    errors: ['database-unreachable', 'shutting-down'],
  }),
  openApi: endpoint({
    id: 'openApi',
    method: 'GET',
    path: '/api/v1/openapi.json',
    tag: 'system',
    summary: 'This document',
    auth: 'public',
    status: 200,
    response: z.record(z.string(), z.unknown()),
    errors: [],
  }),
};
