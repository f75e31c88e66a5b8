import { z } from 'zod';
import { endpoint } from './endpoint.js';
import {
  InventoryPhone,
  InventoryReport,
  InventorySource,
  InventoryState,
  SetAsideReason,
  SourceName,
  Vanished,
} from './inventory-phones.js';
import { IdParams, PageQuery, pageOf } from './paging.js';

const Filter = {
  source: SourceName.optional(),
  platform: z.enum(['android', 'ios']).optional(),
  state: InventoryState.optional(),
  q: z.string().max(120).optional(),
};
const SourceParams = z.object({ name: SourceName });
const Truth = z.enum(['true', 'false']);

const path = '/api/v1/inventory';
const reads = {
  method: 'GET',
  auth: 'session',
  tag: 'inventory',
  permission: 'inventory.read',
  tokenScope: 'inventory.read',
  status: 200,
} as const;
const change = { auth: 'session', tag: 'inventory', permission: 'inventory.change' } as const;

export const inventoryEndpoints = {
  listInventory: endpoint({
    ...reads,
    id: 'listInventory',
    path,
    summary:
      'Phones of the company as its sources tell of them, enrolled or not, by the names of their people',
    looks: 'everybody',
    query: PageQuery.extend(Filter),
    response: pageOf(InventoryPhone),
    errors: [],
  }),
  inventoryCsv: endpoint({
    ...reads,
    id: 'inventoryCsv',
    path: `${path}.csv`,
    summary: 'The same as CSV, all of it',
    looks: 'everybody',
    query: z.object(Filter),
    contentType: 'text/csv',
    errors: [],
  }),
  listVanished: endpoint({
    ...reads,
    id: 'listVanished',
    path: `${path}/vanished`,
    summary: 'What is missing without anybody having said so, the newest first: phones, sources, people',
    looks: 'everybody',
    query: PageQuery,
    response: pageOf(Vanished),
    errors: [],
  }),
  listInventorySources: endpoint({
    ...reads,
    id: 'listInventorySources',
    path: `${path}/sources`,
    summary: 'Sources of the inventory, and how old each is',
    response: z.object({ items: z.array(InventorySource) }),
    errors: [],
  }),
  replaceInventory: endpoint({
    ...change,
    id: 'replaceInventory',
    method: 'PUT',
    path: `${path}/sources/:name`,
    tokenScope: 'inventory.write',
    summary:
      'Replace all that a source tells of, by CSV (text/csv), JSON ({"rows": […]}, 1 MB) or one JSON object a line (application/x-ndjson)',
    params: SourceParams,
    query: z.object({
      dryRun: Truth.default('false'),
      /** Take it although most phones of the source would vanish. */
      allowShrink: Truth.default('false'),
    }),
    bodyType: 'text/csv',
    status: 200,
    response: InventoryReport,
    errors: ['file-refused', 'too-large', 'inventory-shrinks', 'over-quota'],
  }),
  changeInventorySource: endpoint({
    ...change,
    id: 'changeInventorySource',
    method: 'PATCH',
    path: `${path}/sources/:name`,
    summary: 'Change after how many days without an import a source counts as quiet',
    params: SourceParams,
    body: z.strictObject({ quietDays: z.int().min(1).max(366) }),
    status: 204,
    errors: ['not-found'],
  }),
  removeInventorySource: endpoint({
    ...change,
    id: 'removeInventorySource',
    method: 'DELETE',
    path: `${path}/sources/:name`,
    summary: 'Forget a source and all that it told of',
    params: SourceParams,
    status: 204,
    errors: ['not-found'],
  }),
  setInventoryPhoneAside: endpoint({
    ...change,
    id: 'setInventoryPhoneAside',
    method: 'PUT',
    path: `${path}/:id/set-aside`,
    summary: 'Say that a phone is not to be protected, until its source no longer tells of it',
    params: IdParams,
    body: z.strictObject({ reason: SetAsideReason }),
    status: 204,
    errors: ['not-found'],
  }),
  takeInventoryPhoneBack: endpoint({
    ...change,
    id: 'takeInventoryPhoneBack',
    method: 'DELETE',
    path: `${path}/:id/set-aside`,
    summary: 'Take that back',
    params: IdParams,
    status: 204,
    errors: ['not-found'],
  }),
};
