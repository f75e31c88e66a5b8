import type { EndpointId, InventoryPhone } from '@holdfast/contracts';
import { TestInventory } from '../../inventory/testing/test-inventory.js';
import type { RouteSample } from './route-samples.js';
import type { RouteWorld } from './route-world.js';

/** A phone of the world's employee that nobody enrolled. */
const made = new WeakMap<RouteWorld, Promise<InventoryPhone>>();
const listed = (world: RouteWorld): Promise<InventoryPhone> => {
  const known = made.get(world) ?? list(world);
  made.set(world, known);
  return known;
};
const list = async (world: RouteWorld, name = 'samples'): Promise<InventoryPhone> => {
  const inventory = new TestInventory(world.app, world.owner);
  const email = await inventory.emailOf(world.employeeId);
  await inventory.replace(name, [
    { device_id: 'a', email, platform: 'ios', model: 'iPhone 13' },
    { device_id: 'b', email, platform: 'ios', model: 'iPhone 12' },
  ]);
  return (await inventory.phones(`source=${name}`))[0] as InventoryPhone;
};

/** Of the inventory of phones. */
export const INVENTORY_SAMPLES: Partial<Record<EndpointId, RouteSample>> = {
  listInventory: {
    // No import here: what only reads leaves nothing in the log.
    call: () => ({ query: { limit: '1' } }),
  },
  inventoryCsv: { call: () => ({}) },
  listVanished: { call: () => ({ query: { limit: '1' } }) },
  listInventorySources: { call: () => ({}) },
  replaceInventory: { call: () => ({ params: { name: 'sent' }, body: { rows: [] } }) },
  changeInventorySource: {
    call: async (world) => {
      await listed(world);
      return { params: { name: 'samples' }, body: { quietDays: 7 } };
    },
  },
  removeInventorySource: {
    call: async (world) => {
      await list(world, 'gone');
      return { params: { name: 'gone' } };
    },
  },
  setInventoryPhoneAside: {
    call: async (world) => ({ params: { id: (await listed(world)).id }, body: { reason: 'spare' } }),
  },
  takeInventoryPhoneBack: { call: async (world) => ({ params: { id: (await listed(world)).id } }) },
};
