import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./recovery-key.page')).RecoveryKeyPage },
];
