import type { Routes } from '@angular/router';
import { ExemptionsPage } from './exemptions.page';

export const routes: Routes = [{ path: '', component: ExemptionsPage }];
