import type { Routes } from '@angular/router';
import { AccessLogPage } from './access-log.page';

export const routes: Routes = [{ path: '', component: AccessLogPage }];
