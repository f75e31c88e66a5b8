import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { s3Client } from '../location/s3-listing.js';
import type { S3Place } from '../location/s3-place.js';

const run = promisify(execFile);
const script = (name: string): string =>
  fileURLToPath(new URL(`../../../../infra/test-servers/${name}`, import.meta.url));

export interface Radosgw {
  /** Another empty prefix of the one bucket each time. */
  place(prefix?: string): S3Place;
  stop(): Promise<void>;
}

/**
 * Starts a real S3 server (2 s) with one bucket: `beforeAll(async () => { server = await startRadosgw() })` and
 * `afterAll(() => server.stop())`. A watcher stops it also where the process of the tests is killed.
 *
 * @throws Error that names the packages to install where they are missing
 */
export async function startRadosgw(): Promise<Radosgw> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce();
    } catch (error) {
      // Somebody may have taken a port between asking for it and using it.
      if (tries >= 3 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

async function startOnce(): Promise<Radosgw> {
  const dir = await mkdtemp(join(tmpdir(), 'holdfast-rgw-'));
  const down = script('ceph-down.sh');
  spawn('bash', ['-c', WATCH, 'watch-radosgw', String(process.pid), down, dir], {
    detached: true,
    stdio: 'ignore',
  }).unref();
  const stop = async (): Promise<void> => {
    await run('bash', [down, dir]);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const [s3Port, monPort] = await freePorts(2);
    const { stdout } = await run('bash', [script('ceph-up.sh'), dir, String(s3Port), String(monPort)]);
    const first = placeOf(stdout);
    const client = s3Client(S3Client, first);
    await client.send(new CreateBucketCommand({ Bucket: first.bucket }));
    client.destroy();
    let places = 0;
    return { stop, place: (prefix) => ({ ...first, prefix: prefix ?? `repository-${(places += 1)}` }) };
  } catch (error) {
    await stop();
    throw new Error(`radosgw did not start: ${(error as { stderr?: string }).stderr || String(error)}`, {
      cause: error,
    });
  }
}

const WATCH =
  'while kill -0 "$1" 2>/dev/null && [ -d "$3" ]; do sleep 1; done; [ -d "$3" ] && bash "$2" "$3" && rm -rf "$3"';

function placeOf(lines: string): S3Place {
  const found = (key: string): string => new RegExp(`^${key}=(.*)$`, 'm').exec(lines)?.[1] ?? '';
  return {
    endpoint: found('AWS_ENDPOINT_URL_S3'),
    region: found('AWS_REGION'),
    bucket: 'holdfast-specs',
    prefix: '',
    credentials: { accessKeyId: found('AWS_ACCESS_KEY_ID'), secretAccessKey: found('AWS_SECRET_ACCESS_KEY') },
  };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
