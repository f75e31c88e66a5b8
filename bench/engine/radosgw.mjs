import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = (name) => fileURLToPath(new URL(`../../infra/test-servers/${name}`, import.meta.url));
const BUCKET = 'bench';

/**
 * A real S3 server with its objects in `folder`, and one bucket: `env` for programs that use it, `storedBytes()` of all
 * objects in it.
 */
export async function startRadosgw(folder, signal) {
  const stop = async () => {
    await run('bash', [script('ceph-down.sh'), folder]);
  };
  try {
    const ports = await freePorts(2);
    const { stdout } = await run('bash', [script('ceph-up.sh'), folder, ...ports, 'bluestore'], { signal });
    const env = Object.fromEntries(
      [...stdout.matchAll(/^(AWS_\w+)=(.*)$/gm)].map(([, key, value]) => [key, value]),
    );
    const storedBytes = await bucketOf(env);
    return { endpoint: env['AWS_ENDPOINT_URL_S3'], bucket: BUCKET, env, storedBytes, stop };
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    throw new Error(`The S3 server did not start: ${error.stderr || error.message}`, { cause: error });
  }
}

async function bucketOf(env) {
  const { CreateBucketCommand, S3Client, paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
  const client = new S3Client({
    endpoint: env['AWS_ENDPOINT_URL_S3'],
    region: env['AWS_REGION'],
    forcePathStyle: true,
    credentials: { accessKeyId: env['AWS_ACCESS_KEY_ID'], secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] },
  });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  return async () => {
    let bytes = 0;
    for await (const page of paginateListObjectsV2({ client }, { Bucket: BUCKET }))
      for (const object of page.Contents ?? []) bytes += object.Size;
    return bytes;
  };
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => `${/** @type {any} */ (server.address()).port}`);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
