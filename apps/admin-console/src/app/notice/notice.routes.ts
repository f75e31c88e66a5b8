import type { Routes } from '@angular/router';
import { NoticePage } from './notice.page';

export const routes: Routes = [{ path: '', component: NoticePage }];
