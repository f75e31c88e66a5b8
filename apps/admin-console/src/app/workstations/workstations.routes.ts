import type { Routes } from '@angular/router';
import { WorkstationsPage } from './workstations.page';

export const routes: Routes = [{ path: '', component: WorkstationsPage }];
