import type { Routes } from '@angular/router';
import { GapsPage } from './gaps.page';

export const routes: Routes = [{ path: '', component: GapsPage }];
