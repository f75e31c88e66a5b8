import { endpoints } from '@holdfast/contracts';
import { Controller, Header } from '@nestjs/common';
import { Route } from '../http/route.js';
import { openApiDocument } from '../openapi/document.js';
import { Readiness } from './readiness.js';
import { VERSION } from './version.js';

@Controller()
export class HealthController {
  private readonly document = openApiDocument();

  constructor(private readonly readiness: Readiness) {}

  @Route(endpoints.live)
  @Header('cache-control', 'no-store')
  live() {
    return { status: 'ok' };
  }

  @Route(endpoints.ready)
  @Header('cache-control', 'no-store')
  async ready() {
    await this.readiness.check();
    return { status: 'ok', version: VERSION };
  }

  @Route(endpoints.openApi)
  openApi() {
    return this.document;
  }
}
