import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../../http/index.js';
import { ManageWebhooks } from './manage-webhooks.js';

const { listWebhooks, addWebhook, changeWebhook, removeWebhook } = endpoints;
const { rotateWebhookSecret, testWebhook, listDeliveries, redeliver } = endpoints;
type Id = z.output<typeof changeWebhook.params>;

@Controller()
export class WebhooksController {
  constructor(private readonly webhooks: ManageWebhooks) {}

  @Route(listWebhooks)
  list(@Caller() caller: SessionCaller) {
    return this.webhooks.list(caller);
  }

  @Route(addWebhook)
  add(
    @Caller() caller: SessionCaller,
    @Body({ schema: addWebhook.body }) body: z.output<typeof addWebhook.body>,
  ) {
    return this.webhooks.add(caller, body);
  }

  @Route(changeWebhook)
  change(
    @Caller() caller: SessionCaller,
    @Param({ schema: changeWebhook.params }) { id }: Id,
    @Body({ schema: changeWebhook.body }) body: z.output<typeof changeWebhook.body>,
  ) {
    return this.webhooks.change(caller, id, body);
  }

  @Route(removeWebhook)
  remove(@Caller() caller: SessionCaller, @Param({ schema: removeWebhook.params }) { id }: Id) {
    return this.webhooks.remove(caller, id);
  }

  @Route(rotateWebhookSecret)
  rotate(@Caller() caller: SessionCaller, @Param({ schema: rotateWebhookSecret.params }) { id }: Id) {
    return this.webhooks.rotate(caller, id);
  }

  @Route(testWebhook)
  test(@Caller() caller: SessionCaller, @Param({ schema: testWebhook.params }) { id }: Id) {
    return this.webhooks.test(caller, id);
  }

  @Route(listDeliveries)
  deliveries(
    @Caller() caller: SessionCaller,
    @Param({ schema: listDeliveries.params }) { id }: Id,
    @Query({ schema: listDeliveries.query }) query: z.output<typeof listDeliveries.query>,
  ) {
    return this.webhooks.deliveries(caller, id, query);
  }

  @Route(redeliver)
  again(
    @Caller() caller: SessionCaller,
    @Param({ schema: redeliver.params }) { id, deliveryId }: z.output<typeof redeliver.params>,
  ) {
    return this.webhooks.redeliver(caller, id, deliveryId);
  }
}
