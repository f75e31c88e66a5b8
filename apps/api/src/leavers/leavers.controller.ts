import { endpoints, SignedCertificate } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Tenant } from '../database/index.js';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { ChangeLeavers } from './change-leavers.js';
import { erasureOf } from './erasure/erasure-rows.js';
import { MakeLink } from './make-link.js';
import { ShowLeavers } from './show-leavers.js';

const { listLeavers, getLeaver, extendLeaver, makeLeaverLink, holdLeaver, liftHold } = endpoints;
const { erasureCertificate, leaverTerms, changeLeaverTerms } = endpoints;
type Id = z.output<typeof getLeaver.params>;

@Controller()
export class LeaversController {
  constructor(
    private readonly tenant: Tenant,
    private readonly show: ShowLeavers,
    private readonly change: ChangeLeavers,
    private readonly link: MakeLink,
  ) {}

  @Route(listLeavers)
  list(
    @Caller() caller: SessionCaller,
    @Query({ schema: listLeavers.query }) query: z.output<typeof listLeavers.query>,
  ) {
    return this.show.list(caller.companyId, query);
  }

  @Route(getLeaver)
  one(@Caller() caller: SessionCaller, @Param({ schema: getLeaver.params }) { id }: Id) {
    return this.show.one(caller.companyId, id);
  }

  @Route(extendLeaver)
  extend(
    @Caller() caller: SessionCaller,
    @Param({ schema: extendLeaver.params }) { id }: Id,
    @Body({ schema: extendLeaver.body }) body: z.output<typeof extendLeaver.body>,
  ) {
    return this.change.extend(caller, id, body.accessUntil);
  }

  @Route(makeLeaverLink)
  makeLink(@Caller() caller: SessionCaller, @Param({ schema: makeLeaverLink.params }) { id }: Id) {
    return this.link.run(caller, id);
  }

  @Route(holdLeaver)
  hold(
    @Caller() caller: SessionCaller,
    @Param({ schema: holdLeaver.params }) { id }: Id,
    @Body({ schema: holdLeaver.body }) body: z.output<typeof holdLeaver.body>,
  ) {
    return this.change.hold(caller, id, body);
  }

  @Route(liftHold)
  lift(@Caller() caller: SessionCaller, @Param({ schema: liftHold.params }) { id }: Id) {
    return this.change.lift(caller, id);
  }

  @Route(erasureCertificate)
  certificate(
    @Caller() { companyId }: SessionCaller,
    @Param({ schema: erasureCertificate.params }) { id }: Id,
  ): Promise<SignedCertificate> {
    return this.tenant.run(companyId, async (db) => {
      const certificate = (await erasureOf(db, companyId, id))?.certificate;
      if (!certificate) throw notFound();
      return SignedCertificate.parse(JSON.parse(certificate));
    });
  }

  @Route(leaverTerms)
  terms(@Caller() { companyId }: SessionCaller) {
    return this.change.terms(companyId);
  }

  @Route(changeLeaverTerms)
  changeTerms(
    @Caller() caller: SessionCaller,
    @Body({ schema: changeLeaverTerms.body }) body: z.output<typeof changeLeaverTerms.body>,
  ) {
    return this.change.changeTerms(caller, body.accessDays);
  }
}
