import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { objectOf, randomObject } from '../testing/objects.js';
import { signedLocation } from './signed-location.js';
import type { UrlSigner } from './url-signer.js';

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => unknown;

/** A storage that answers as scripted, one answer a request, behind a signer that counts. */
describe('a signed location', () => {
  let server: Server;
  let script: Answer[];
  let received: Buffer[];
  let signed: number;
  const pauses: number[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('error', () => {});
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        received.push(Buffer.concat(parts));
        const next = script.shift();
        if (next) next(request, response, Buffer.concat(parts));
        else response.writeHead(500).end('nothing was scripted');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    script = [];
    received = [];
    signed = 0;
    pauses.length = 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const url = (): string =>
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/object?signature=secret`;
  const expiresAt = '2030-01-01T00:00:00.000Z';
  const signer: UrlSigner = {
    signUploads: async (objects) =>
      objects.map(({ name, size }) => {
        signed += 1;
        return {
          name,
          method: 'PUT',
          url: url(),
          headers: { 'content-length': `${size}` },
          expiresAt,
          present: false,
        };
      }),
    signDownloads: async (names) =>
      names.map((name) => {
        signed += 1;
        return { name, method: 'GET', url: url(), headers: {}, expiresAt, present: false };
      }),
    // eslint-disable-next-line require-yield -- an empty listing yields nothing
    async *list() {
      return;
    },
  };
  const location = signedLocation(signer, {
    place: 'the control plane',
    idleMs: 300,
    pause: async (ms) => void pauses.push(ms),
  });
  const says =
    (status: number, body: string | Buffer = ''): Answer =>
    (_, response) =>
      response.writeHead(status).end(body);
  const { name, bytes, object } = randomObject(5000);

  it.each([409, 412])('takes %i for an object that is there', async (status) => {
    script = [says(status, '{"code":"object-exists"}')];
    expect(await location.put(name, object)).toBe('present');
  });

  it.each(['OperationAborted', 'ConditionalRequestConflict'])('tries again on 409 %s', async (code) => {
    script = [says(409, `<Error><Code>${code}</Code></Error>`), says(200)];
    expect(await location.put(name, object)).toBe('stored');
  });

  it('has an expired URL signed again, once', async () => {
    script = [says(403), says(200)];
    expect(await location.put(name, object)).toBe('stored');
    expect(signed).toBe(2);
    script = [says(403), says(403), says(200)];
    await expect(location.put(name, object)).rejects.toMatchObject({ code: 'location-refused' });
    expect(script).toHaveLength(1);
  });

  it('sends everything again after 503 and a dropped reply', async () => {
    script = [says(503), (request) => request.socket.destroy(), says(503), says(200)];
    const counted = objectOf(bytes);
    expect(await location.put(name, counted)).toBe('stored');
    expect(counted.opened()).toBe(4);
    expect(received.every((body) => body.equals(bytes))).toBe(true);
    expect(pauses).toHaveLength(3);
  });

  it('gives up after five tries', async () => {
    script = Array.from({ length: 6 }, () => says(503));
    const unreachable = { code: 'location-unreachable', retryHelps: true };
    await expect(location.get(name)).rejects.toMatchObject(unreachable);
    expect(script).toHaveLength(1);
  });

  it('reads again what was cut short', async () => {
    const cut: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 100));
      setTimeout(() => response.destroy(), 20);
    };
    script = [cut, says(200, bytes)];
    expect(Buffer.from(await location.get(name)).equals(bytes)).toBe(true);
  });

  it('does not read more than any object can be', async () => {
    const endless: Answer = (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    script = [endless];
    await expect(location.get(name)).rejects.toMatchObject({ code: 'object-altered', retryHelps: false });
  }, 15_000);

  it('waits for a slow answer that moves, and gives up one that does not', async () => {
    const slow: Answer = async (_, response) => {
      response.writeHead(200, { 'content-length': 6 });
      for (const letter of 'slowly') {
        response.write(letter);
        await wait(120);
      }
      response.end();
    };
    const stuck: Answer = (_, response) => response.writeHead(200, { 'content-length': 6 }).write('s');
    script = [stuck, slow];
    expect(Buffer.from(await location.get(name)).toString()).toBe('slowly');
    expect(pauses).toHaveLength(1);
  });

  it('does not follow a redirect, and keeps the signature out of its texts', async () => {
    script = [(_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()];
    const error = (await location.get(name).catch((thrown: unknown) => thrown)) as Error;
    expect(error).toMatchObject({ code: 'location-refused' });
    expect(error.message).not.toContain('secret');
  });

  it('sends nothing on a request that was signed for another object', async () => {
    const other = randomObject(5);
    const confused: UrlSigner = {
      ...signer,
      signUploads: () => signer.signUploads([{ ...other.object, name: other.name }]),
    };
    const put = signedLocation(confused, { place: 'x' }).put(name, object);
    await expect(put).rejects.toMatchObject({ code: 'location-refused' });
    expect(received).toEqual([]);
  });

  it('does not believe thanks for bytes that were never sent', async () => {
    const eager = createServer((_, response) => response.writeHead(200).end());
    await new Promise<void>((resolve) => eager.listen(0, '127.0.0.1', resolve));
    const { port } = eager.address() as AddressInfo;
    const early = signedLocation(
      {
        ...signer,
        signUploads: async (objects) =>
          (await signer.signUploads(objects)).map((one) => ({ ...one, url: `http://127.0.0.1:${port}/` })),
      },
      { place: 'x' },
    );
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 1000);
      yield bytes.subarray(1000, 2000);
      await wait(150);
      throw new Error('the spool is gone');
    };
    await expect(early.put(name, objectOf(bytes, { open }))).rejects.toThrow('the spool is gone');
    eager.closeAllConnections();
    await new Promise((resolve) => eager.close(resolve));
  });
});
