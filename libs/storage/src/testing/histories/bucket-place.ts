import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { FaultProxy, FaultRule } from '@holdfast/fault-proxy';
import type { Location } from '../../location/location.js';
import { s3Client } from '../../location/s3-listing.js';
import { s3Location } from '../../location/s3-location.js';
import { keyOf, type S3Place } from '../../location/s3-place.js';
import { StorageError } from '../../storage-error.js';
import type { Dice } from './dice.js';
import type { HistoryPlace } from './place.js';

/** A real bucket, reached through a fault proxy by programs, and past it by fate. */
export class BucketPlace implements HistoryPlace {
  readonly location: Location;
  private readonly direct: Location;
  private readonly client: S3Client;
  private from: number;

  constructor(
    private readonly place: S3Place,
    private readonly proxy: FaultProxy,
  ) {
    this.location = s3Location({ ...place, endpoint: proxy.origin }, { pause: async () => {} });
    this.direct = s3Location(place);
    this.client = s3Client(S3Client, place);
    this.from = proxy.story().length;
  }

  disturb = (dice: Dice): string => {
    const rules = Array.from({ length: dice.between(1, 2) }, () => dice.pick(LINES)(dice));
    this.proxy.use(rules);
    return rules.map(({ fault }) => fault).join(' and ');
  };

  calm = (): void => this.proxy.use([]);
  story = (): string[] => this.proxy.story().slice(this.from);

  async names(): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of this.direct.list('')) names.push(name);
    return names;
  }

  async bytes(name: string): Promise<Buffer | undefined> {
    try {
      return Buffer.from(await this.direct.get(name));
    } catch (error) {
      if (error instanceof StorageError && error.code === 'object-missing') return undefined;
      throw error;
    }
  }

  async put(name: string, bytes: Buffer | undefined): Promise<void> {
    const where = { Bucket: this.place.bucket, Key: keyOf(this.place, name) };
    if (bytes === undefined) await this.client.send(new DeleteObjectCommand(where));
    else await this.client.send(new PutObjectCommand({ ...where, Body: bytes }));
  }

  async close(): Promise<void> {
    await this.location.close();
    await this.direct.close();
    this.client.destroy();
  }
}

/** Bad lines. What they do to one request in some is what a program must outlive, or end of with a code. */
const LINES: readonly ((dice: Dice) => FaultRule)[] = [
  () => ({ fault: 'status', status: 503, probability: 0.2 }),
  () => ({ fault: 'status', status: 500, probability: 0.4 }),
  () => ({ fault: 'status', status: 403, probability: 0.1 }),
  (dice) => ({ fault: 'reset', afterBytes: dice.below(3000), probability: 0.3 }),
  (dice) => ({ fault: 'reset', of: 'answer', afterBytes: dice.below(300), probability: 0.2 }),
  (dice) => ({ fault: 'cut-body', method: 'GET', quietly: dice.oneIn(2), probability: 0.2 }),
  (dice) => ({
    fault: 'flip-byte',
    of: dice.pick(['request', 'answer'] as const),
    path: OBJECT,
    probability: 0.1,
  }),
  (dice) => ({ fault: 'swallow-write', path: OBJECT, skip: dice.below(6), times: 1 }),
  () => ({ fault: 'drop-reply', probability: 0.2 }),
  () => ({ fault: 'latency', ms: 1, jitterMs: 3 }),
];

/** Not a listing, whose XML has no digest: a byte of it that flips is another name, or none. */
const OBJECT = /\/(data|tree|index|segment|snapshot|mark|keys)\//;
