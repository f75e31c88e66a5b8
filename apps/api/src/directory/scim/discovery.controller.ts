import { endpoints } from '@holdfast/contracts';
import { Controller, Param, UseInterceptors } from '@nestjs/common';
import type { z } from 'zod';
import { Configuration } from '../../configuration/index.js';
import { Route } from '../../http/index.js';
import {
  describeResourceType,
  describeSchema,
  RESOURCE_TYPES,
  SCHEMAS,
  serviceProviderConfig,
} from './discovery.js';
import { listAnswer } from './list-answer.js';
import type { Resource } from './projection.js';
import { ScimAnswers } from './scim-answers.js';
import { scimBase } from './scim-base.js';
import { noResource } from './scim-refusal.js';

const { scimConfig, scimResourceTypes, scimResourceType, scimSchemas, scimSchema } = endpoints;
type Id = z.output<typeof scimSchema.params>;

/** What of SCIM is here (RFC 7644, section 4): asked with the token too, as all of it. */
@Controller()
@UseInterceptors(ScimAnswers)
export class DiscoveryController {
  readonly #base: string;

  constructor(configuration: Configuration) {
    this.#base = scimBase(configuration);
  }

  @Route(scimConfig)
  config() {
    return serviceProviderConfig(this.#base);
  }

  @Route(scimResourceTypes)
  resourceTypes() {
    return this.all(RESOURCE_TYPES, describeResourceType);
  }

  @Route(scimResourceType)
  resourceType(@Param({ schema: scimResourceType.params }) { id }: Id) {
    return this.one(RESOURCE_TYPES, id, describeResourceType);
  }

  @Route(scimSchemas)
  schemas() {
    return this.all(SCHEMAS, describeSchema);
  }

  @Route(scimSchema)
  schema(@Param({ schema: scimSchema.params }) { id }: Id) {
    return this.one(SCHEMAS, id, describeSchema);
  }

  private all<T>(all: readonly T[], describe: (one: T, base: string) => object) {
    return listAnswer(
      1,
      all.length,
      all.map((one) => describe(one, this.#base) as Resource),
    );
  }

  private one<T extends { readonly id: string }>(
    all: readonly T[],
    id: string,
    describe: (one: T, base: string) => object,
  ) {
    const found = all.find((one) => one.id.toLowerCase() === id.toLowerCase());
    if (!found) throw noResource();
    return describe(found, this.#base);
  }
}
