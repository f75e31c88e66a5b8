import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPTS = join(import.meta.dirname, '../../../../../infra/test-servers');

export interface Radosgw {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `locking`: with Object Lock, which only a new bucket can have. */
  makeBucket(name: string, locking?: boolean): Promise<void>;
  stop(): Promise<void>;
}

const freePort = () =>
  new Promise<number>((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

const end = async (folder: string): Promise<void> => {
  await run(join(SCRIPTS, 'ceph-down.sh'), [folder]);
  await rm(folder, { recursive: true, force: true });
};

/** What the script printed, and its folder. */
const begin = async (): Promise<{ folder: string; stdout: string }> => {
  for (let tries = 1; ; tries += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-ceph-'));
    const ports = [await freePort(), await freePort()].map(String);
    try {
      const { stdout } = await run(join(SCRIPTS, 'ceph-up.sh'), [folder, ...ports]);
      return { folder, stdout };
    } catch (error) {
      await end(folder);
      // Somebody may have taken a port between asking for it and using it.
      if (tries >= 3 || !String(error).includes('Address already in use')) throw error;
    }
  }
};

/** A real radosgw of this test's own, by the scripts of infra/test-servers. Missing packages fail with their names. */
export async function startRadosgw(): Promise<Radosgw> {
  const { folder, stdout } = await begin();
  const said = new Map(stdout.split('\n').map((line) => line.split('=', 2) as [string, string]));
  const endpoint = said.get('AWS_ENDPOINT_URL_S3') ?? '';
  const accessKeyId = said.get('AWS_ACCESS_KEY_ID') ?? '';
  const secretAccessKey = said.get('AWS_SECRET_ACCESS_KEY') ?? '';
  const signing = ['--aws-sigv4', 'aws:amz:us-east-1:s3', '--user', `${accessKeyId}:${secretAccessKey}`];
  // Without it curl 7 signs a request that a gateway does not take: the digest of no bytes.
  const empty = createHash('sha256').digest('hex');
  signing.push('--header', `x-amz-content-sha256: ${empty}`);
  return {
    endpoint,
    accessKeyId,
    secretAccessKey,
    makeBucket: async (name, locking = false) => {
      const lock = locking ? ['--header', 'x-amz-bucket-object-lock-enabled: true'] : [];
      await run('curl', ['--fail', '--silent', ...signing, ...lock, '-X', 'PUT', `${endpoint}/${name}`]);
    },
    stop: () => end(folder),
  };
}
