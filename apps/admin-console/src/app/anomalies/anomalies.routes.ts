import type { Routes } from '@angular/router';
import { AnomaliesPage } from './anomalies.page';

export const routes: Routes = [{ path: '', component: AnomaliesPage }];
