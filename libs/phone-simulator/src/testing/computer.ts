import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import {
  encodeMuxMessage,
  encodePlistMessage,
  isDict,
  muxPort,
  readMuxMessage,
  readPlist,
  type PlistDict,
} from '@holdfast/phones/codecs';
import { readRequest } from '../ios/lockdown/read-request.js';
import { readerOf } from '../ios/tunnel.js';

/** A conversation of a computer with a muxer or a phone. */
export interface Talk {
  readonly socket: Socket;
  readonly reader: ReturnType<typeof readerOf>;
}

/** Connects to a muxer. */
export async function toMuxer(address: string): Promise<Talk> {
  const [host = '', port = ''] = address.split(':');
  const socket = host === 'UNIX' ? connect(port) : connect(Number(port), host);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, reader: readerOf(socket) };
}

/** Asks a muxer one thing on a connection. */
export async function askMuxer(talk: Talk, request: PlistDict): Promise<PlistDict> {
  talk.socket.write(encodeMuxMessage(7, request));
  const { tag, value } = await readMuxMessage(talk.reader);
  if (tag !== 7) throw new Error(`answer to request ${tag}`);
  return value;
}

/** Connects to a port of a phone; throws with the muxer's number where it refuses. */
export async function toPhone(address: string, port: number, id = 1): Promise<Talk> {
  const talk = await toMuxer(address);
  const answer = await askMuxer(talk, { MessageType: 'Connect', DeviceID: id, PortNumber: muxPort(port) });
  if (answer['Number'] !== 0) throw new Error(`the muxer says ${String(answer['Number'])}`);
  return talk;
}

/** Asks lockdown, or a service of that kind, one thing. */
export async function ask(talk: Talk, request: PlistDict): Promise<PlistDict> {
  talk.socket.write(encodePlistMessage(request));
  return dict(await readRequest(talk.reader));
}

/** The pair record that a muxer holds of a phone. */
export async function recordOf(address: string, udid: string): Promise<PlistDict> {
  const talk = await toMuxer(address);
  const answer = await askMuxer(talk, { MessageType: 'ReadPairRecord', PairRecordID: udid });
  talk.socket.destroy();
  const data = answer['PairRecordData'];
  if (!(data instanceof Uint8Array)) throw new Error('no pair record');
  return dict(readPlist(data));
}

/** TLS as the computer of a record. */
export async function secure(talk: Talk, record: PlistDict): Promise<Talk> {
  const pem = (key: string): Buffer => Buffer.from(record[key] as Uint8Array);
  const socket = connectTls({
    socket: talk.socket,
    key: pem('HostPrivateKey'),
    cert: pem('HostCertificate'),
    rejectUnauthorized: false,
  });
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  socket.on('error', () => undefined);
  return { socket, reader: readerOf(socket) };
}

/** A session of lockdown. */
export async function session(address: string, record: PlistDict): Promise<Talk> {
  const talk = await toPhone(address, 62_078);
  const { HostID = '', SystemBUID = '' } = record;
  const answer = await ask(talk, { Request: 'StartSession', HostID, SystemBUID });
  if (answer['EnableSessionSSL'] !== true) throw new Error(String(answer['Error']));
  return secure(talk, record);
}

/** A service of the phone, started and connected. Throws with lockdown's error. */
export async function service(address: string, record: PlistDict, name: string): Promise<Talk> {
  const lockdown = await session(address, record);
  const bag = record['EscrowBag'] ?? '';
  const answer = await ask(lockdown, { Request: 'StartService', Service: name, EscrowBag: bag });
  lockdown.socket.destroy();
  if (typeof answer['Port'] !== 'number') throw new Error(String(answer['Error']));
  return secure(await toPhone(address, answer['Port']), record);
}

function dict(value: unknown): PlistDict {
  if (!isDict(value)) throw new Error('no dictionary');
  return value;
}
