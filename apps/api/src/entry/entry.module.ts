import { Global, Module } from '@nestjs/common';
import { ApiTokenEntry } from './api-token-entry.js';
import { DirectoryEntry } from './directory-entry.js';
import { Entry } from './entry.js';
import { ExpirySweep } from './expiry-sweep.js';
import { OAuthEntry } from './oauth-entry.js';
import { LeaverEntry } from './leaver-entry.js';
import { OperatorEntry } from './operator-entry.js';
import { SpentProofs } from './spent-proofs.js';
import { SsoEntry } from './sso-entry.js';
import { Throttle } from './throttle.js';

@Global()
@Module({
  providers: [
    ApiTokenEntry,
    DirectoryEntry,
    Entry,
    LeaverEntry,
    OAuthEntry,
    OperatorEntry,
    SpentProofs,
    SsoEntry,
    Throttle,
    ExpirySweep,
  ],
  exports: [
    ApiTokenEntry,
    DirectoryEntry,
    Entry,
    LeaverEntry,
    OAuthEntry,
    OperatorEntry,
    SpentProofs,
    SsoEntry,
    Throttle,
  ],
})
export class EntryModule {}
