export type { Endpoint } from './endpoint.js';
import { accountEndpoints } from './account.js';
import { agentCheckInEndpoints } from './agent/check-in.js';
import { agentEnrolmentEndpoints } from './agent/enrolment.js';
import { agentJoinEndpoints } from './agent/join-requests.js';
import { agentRecoveryCodeEndpoints } from './agent/recovery-code.js';
import { agentRepositoryEndpoints } from './agent/repositories.js';
import { agentRunEndpoints } from './agent/runs.js';
import { apiTokenEndpoints } from './api-tokens.js';
import { alertEndpoints } from './alerts.js';
import { auditEndpoints } from './audit.js';
import { authorizationEndpoints } from './authorizations.js';
import { companyKeyEndpoints } from './company-key.js';
import { coverageEndpoints } from './coverage.js';
import { anomalyEndpoints } from './anomalies.js';
import { incidentEndpoints } from './incidents.js';
import { whatIfEndpoints } from './what-if.js';
import { exemptionEndpoints } from './exemptions.js';
import { gapEndpoints } from './gaps.js';
import { directoryEndpoints } from './directory.js';
import { importPeopleEndpoints } from './import-people.js';
import { inventoryEndpoints } from './inventory.js';
import { leaverAccessEndpoints } from './leaver-access.js';
import { leaverEndpoints } from './leavers.js';
import { locationEndpoints } from './locations.js';
import { myRecoveryEndpoints } from './my-recovery.js';
import { noticeEndpoints } from './notices.js';
import { operatorEndpoints } from './operator.js';
import { peopleEndpoints } from './people.js';
import { phoneEndpoints } from './phones.js';
import { policyEndpoints } from './policies.js';
import { policyAssignEndpoints } from './policies-assign.js';
import { policyCheckEndpoints } from './policies-check.js';
import { policyDocumentEndpoints } from './policies-document.js';
import { reminderEndpoints } from './reminders.js';
import { scimEndpoints } from './scim.js';
import { privacyDocumentEndpoints } from './privacy-documents.js';
import { servedObjectEndpoints } from './served-objects.js';
import { sessionEndpoints } from './session.js';
import { ssoBrowserEndpoints, ssoEndpoints } from './sso.js';
import { systemEndpoints } from './system.js';
import { webhookEndpoints } from './webhooks.js';
import { workstationEndpoints } from './workstations.js';

/** Every route of the control plane, by its id. */
export const endpoints = {
  ...systemEndpoints,
  ...sessionEndpoints,
  ...accountEndpoints,
  ...ssoEndpoints,
  ...ssoBrowserEndpoints,
  ...coverageEndpoints,
  ...gapEndpoints,
  ...exemptionEndpoints,
  ...whatIfEndpoints,
  ...incidentEndpoints,
  ...anomalyEndpoints,
  ...phoneEndpoints,
  ...importPeopleEndpoints,
  ...peopleEndpoints,
  ...reminderEndpoints,
  ...alertEndpoints,
  ...webhookEndpoints,
  ...directoryEndpoints,
  ...apiTokenEndpoints,
  ...inventoryEndpoints,
  ...workstationEndpoints,
  ...authorizationEndpoints,
  ...leaverEndpoints,
  ...leaverAccessEndpoints,
  ...policyEndpoints,
  ...policyCheckEndpoints,
  ...policyAssignEndpoints,
  ...policyDocumentEndpoints,
  ...noticeEndpoints,
  ...companyKeyEndpoints,
  ...myRecoveryEndpoints,
  ...privacyDocumentEndpoints,
  ...locationEndpoints,
  ...operatorEndpoints,
  ...auditEndpoints,
  ...agentEnrolmentEndpoints,
  ...agentCheckInEndpoints,
  ...agentRepositoryEndpoints,
  ...agentRecoveryCodeEndpoints,
  ...agentJoinEndpoints,
  ...agentRunEndpoints,
  ...servedObjectEndpoints,
  ...scimEndpoints,
};
export type EndpointId = keyof typeof endpoints;
