import type { Routes } from '@angular/router';
import { RecoveryPage } from './recovery.page';

export const routes: Routes = [{ path: '', component: RecoveryPage }];
