import type { Routes } from '@angular/router';
import { besideRoutes } from '../frame/beside';
import { MyFrame } from './my-frame';
import { MY_PAGES } from './my-pages';

export const routes: Routes = [{ path: '', component: MyFrame, children: besideRoutes('/my', MY_PAGES) }];
