import type { Routes } from '@angular/router';
import { VisibilityPage } from './visibility.page';

export const routes: Routes = [{ path: '', component: VisibilityPage }];
