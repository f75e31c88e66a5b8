import { Global, Module } from '@nestjs/common';
import { PeopleModule } from '../people/index.js';
import { SessionsModule, SingleSignOn } from '../sessions/index.js';
import { ChangeConnection } from './change-connection.js';
import { CompleteSignIn } from './complete-sign-in.js';
import { Connections } from './connections.js';
import { ListConnections } from './list-connections.js';
import { NoteRefusal } from './note-refusal.js';
import { OurKeys } from './our-keys.js';
import { PrepareDraft } from './prepare-draft.js';
import { ReceiveResponse } from './receive-response.js';
import { RecognisePerson } from './recognise-person.js';
import { RecordTest } from './record-test.js';
import { RefreshMetadata } from './refresh-metadata.js';
import { SingleLogout } from './single-logout.js';
import { SsoBrowserController } from './sso-browser.controller.js';
import { SsoLogoutController } from './sso-logout.controller.js';
import { SsoSettingsController } from './sso-settings.controller.js';
import { StartSignIn } from './start-sign-in.js';
import { SwitchConnection } from './switch-connection.js';

/** Global: the sessions' port of single sign-on is answered here. */
@Global()
@Module({
  imports: [PeopleModule, SessionsModule],
  controllers: [SsoSettingsController, SsoBrowserController, SsoLogoutController],
  providers: [
    ChangeConnection,
    CompleteSignIn,
    Connections,
    ListConnections,
    NoteRefusal,
    OurKeys,
    PrepareDraft,
    ReceiveResponse,
    RecognisePerson,
    RecordTest,
    RefreshMetadata,
    SingleLogout,
    StartSignIn,
    SwitchConnection,
    { provide: SingleSignOn, useExisting: SingleLogout },
  ],
  exports: [RefreshMetadata, SingleSignOn],
})
export class SsoModule {}
