import type { Routes } from '@angular/router';
import { IncidentsPage } from './incidents.page';

export const routes: Routes = [{ path: '', component: IncidentsPage }];
