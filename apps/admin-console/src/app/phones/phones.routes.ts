import type { Routes } from '@angular/router';
import { reaches } from '../session/reaches.guard';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./phone-list.page')).PhoneListPage },
  {
    path: 'inventory',
    title: $localize`Inventory`,
    canActivate: [reaches('inventory.read')],
    loadComponent: async () => (await import('./inventory/inventory.page')).InventoryPage,
  },
  {
    path: 'inventory/import',
    title: $localize`Import an inventory`,
    canActivate: [reaches('inventory.change')],
    loadComponent: async () => (await import('./inventory/import-inventory.page')).ImportInventoryPage,
  },
  {
    path: 'vanished',
    title: $localize`Vanished`,
    canActivate: [reaches('inventory.read')],
    loadComponent: async () => (await import('./inventory/vanished.page')).VanishedPage,
  },
  {
    path: ':id',
    title: $localize`Phone`,
    loadComponent: async () => (await import('./phone.page')).PhonePage,
  },
];
