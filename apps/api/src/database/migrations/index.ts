import type { MigrationInterface } from 'typeorm';
import { Entry1795390000001 } from './0001-entry.js';
import { Companies1795390000002 } from './0002-companies.js';
import { People1795390000003 } from './0003-people.js';
import { Fleet1795390000004 } from './0004-fleet.js';
import { Policies1795390000010 } from './0010-policies.js';
import { Storage1795390000011 } from './0011-storage.js';
import { Backup1795390000012 } from './0012-backup.js';
import { Coverage1795390000013 } from './0013-coverage.js';
import { Notify1795390000014 } from './0014-notify.js';
import { AttachStates1795390000015 } from './0015-attach-states.js';
import { GapCauses1795390000016 } from './0016-gap-causes.js';
import { Audit1795390000017 } from './0017-audit.js';
import { OpenSessions1795390000018 } from './0018-open-sessions.js';
import { Factors1795390000019 } from './0019-factors.js';
import { Sso1795390000020 } from './0020-sso.js';
import { Operators1795390000022 } from './0022-operators.js';
import { Directory1795390000024 } from './0024-directory.js';
import { Leavers1795390000023 } from './0023-leavers.js';
import { Keys1795390000026 } from './0026-keys.js';
import { Notices1795390000027 } from './0027-notices.js';
import { Leaving1795390000028 } from './0028-leaving.js';
import { Retention1795390000029 } from './0029-retention.js';
import { ReleasedPhones1795390000030 } from './0030-released-phones.js';
import { Authorization1795390000025 } from './0025-authorization.js';
import { WhatIf1795390000042 } from './0042-what-if.js';
import { ToldToIt1795390000041 } from './0041-told-to-it.js';
import { Incidents1795390000039 } from './0039-incidents.js';
import { Anomalies1795390000040 } from './0040-anomalies.js';
import { CoverageInFull1795390000038 } from './0038-coverage-in-full.js';
import { WhoseGaps1795390000031 } from './0031-whose-gaps.js';
import { PoliciesOfGroups1795390000032 } from './0032-policies-of-groups.js';
import { ApiTokens1795390000033 } from './0033-api-tokens.js';
import { Inventory1795390000034 } from './0034-inventory.js';
import { NotifyDue1795390000035 } from './0035-notify.js';
import { LooksAndAnchors1795390000021 } from './0021-looks-and-anchors.js';

/** Every migration, in order. A database that has one which is not here is of a newer version and is refused. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  Entry1795390000001,
  Companies1795390000002,
  People1795390000003,
  Fleet1795390000004,
  Policies1795390000010,
  Storage1795390000011,
  Backup1795390000012,
  Coverage1795390000013,
  Notify1795390000014,
  AttachStates1795390000015,
  GapCauses1795390000016,
  Audit1795390000017,
  OpenSessions1795390000018,
  Factors1795390000019,
  Sso1795390000020,
  LooksAndAnchors1795390000021,
  Operators1795390000022,
  Leavers1795390000023,
  Directory1795390000024,
  Authorization1795390000025,
  Keys1795390000026,
  Notices1795390000027,
  Leaving1795390000028,
  Retention1795390000029,
  ReleasedPhones1795390000030,
  WhoseGaps1795390000031,
  PoliciesOfGroups1795390000032,
  ApiTokens1795390000033,
  Inventory1795390000034,
  NotifyDue1795390000035,
  CoverageInFull1795390000038,
  Incidents1795390000039,
  Anomalies1795390000040,
  ToldToIt1795390000041,
  WhatIf1795390000042,
];
