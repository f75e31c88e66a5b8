import type { Routes } from '@angular/router';
import { reaches } from '../session/reaches.guard';

export const routes: Routes = [
  { path: '', loadComponent: async () => (await import('./list/policy-list.page')).PolicyListPage },
  {
    path: 'new',
    title: $localize`Make a policy`,
    canActivate: [reaches('policies.publish')],
    loadComponent: async () => (await import('./new/new-policy.page')).NewPolicyPage,
  },
  {
    path: 'assignments',
    title: $localize`Assignments of policies`,
    loadComponent: async () => (await import('./assignments/assignments.page')).AssignmentsPage,
  },
  {
    path: 'covered',
    title: $localize`Who is covered by what`,
    canActivate: [reaches('coverage.read')],
    loadComponent: async () => (await import('./explain/explain.page')).ExplainPage,
  },
  {
    path: 'document',
    title: $localize`Policies as a document`,
    loadComponent: async () => (await import('./document/document.page')).DocumentPage,
  },
  {
    path: ':id',
    title: $localize`Policy`,
    loadComponent: async () => (await import('./policy.page')).PolicyPage,
  },
  {
    path: ':id/edit',
    title: $localize`Edit the policy`,
    canActivate: [reaches('policies.publish')],
    loadComponent: async () => (await import('./edit/edit-policy.page')).EditPolicyPage,
  },
];
