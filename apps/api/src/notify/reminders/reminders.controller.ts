import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { DomainError } from '../../problems/index.js';
import { MuteLinks } from './mute-links.js';
import { MUTE_PAGE, MUTE_PAGE_POLICY, MUTED_PAGE } from './mute-page.js';
import { OwnReminders } from './own-reminders.js';
import { Remind } from './remind.js';
import { RemindMany } from './remind-many.js';

const { remindPerson, remindPeople, myReminders, changeMyReminders, showMute, muteReminders } = endpoints;

const refused = () =>
  new DomainError(
    'signature-refused',
    'This link is over, or is not one of Holdfast. Nothing was changed. In Holdfast, “My account” has the same button.',
  );

@Controller()
export class RemindersController {
  constructor(
    private readonly remind: Remind,
    private readonly many: RemindMany,
    private readonly own: OwnReminders,
    private readonly links: MuteLinks,
  ) {}

  @Route(remindPerson)
  person(
    @Caller() caller: SessionCaller,
    @Param({ schema: remindPerson.params }) params: z.infer<typeof remindPerson.params>,
  ) {
    return this.remind.run(caller, params.id);
  }

  @Route(remindPeople)
  people(
    @Caller() caller: SessionCaller,
    @Body({ schema: remindPeople.body }) body: z.output<typeof remindPeople.body>,
  ) {
    return this.many.run(caller, body);
  }

  @Route(myReminders)
  mine(@Caller() caller: SessionCaller) {
    return this.own.show(caller);
  }

  @Route(changeMyReminders)
  change(
    @Caller() caller: SessionCaller,
    @Body({ schema: changeMyReminders.body }) body: z.output<typeof changeMyReminders.body>,
  ) {
    return this.own.change(caller, body);
  }

  @Route(showMute)
  showMute(
    @Param({ schema: showMute.params }) { token }: z.infer<typeof showMute.params>,
    @Res() response: Response,
  ): void {
    if (!this.links.open(token, new Date())) throw refused();
    send(response, MUTE_PAGE);
  }

  @Route(muteReminders)
  async mute(
    @Param({ schema: muteReminders.params }) { token }: z.infer<typeof muteReminders.params>,
    @Res() response: Response,
  ): Promise<void> {
    if (!(await this.own.mute(token))) throw refused();
    send(response, MUTED_PAGE);
  }
}

const send = (response: Response, page: string): void => {
  response.setHeader('content-security-policy', MUTE_PAGE_POLICY);
  response.type('html').send(page);
};
