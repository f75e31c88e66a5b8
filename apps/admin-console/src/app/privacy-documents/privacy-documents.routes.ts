import type { Routes } from '@angular/router';
import { PrivacyDocumentsPage } from './privacy-documents.page';

export const routes: Routes = [{ path: '', component: PrivacyDocumentsPage }];
