import type { Routes } from '@angular/router';
import { MyWorkstationsPage } from './my-workstations.page';

export const routes: Routes = [{ path: '', component: MyWorkstationsPage }];
