import { SourceError } from '@holdfast/contracts/sources';
import { unplugged } from '../../stream/phone-faults.js';
import type { PhoneStream } from '../../stream/phone-stream.js';
import type { PhoneTransport } from '../phone-transport.js';
import type { ServerDevice } from './server-devices.js';
import { NoServer, ServerRefusal, ServerSocket } from './server-socket.js';

/** One phone through the adb server, one server connection a stream; the server does the flow control. */
export class ServerTransport implements PhoneTransport {
  private readonly streams = new Set<ServerSocket>();
  private closed = false;

  private constructor(
    private readonly address: string,
    private readonly device: ServerDevice,
    readonly features: ReadonlySet<string>,
  ) {}

  /** Throws `SourceError` `unplugged` when the phone is gone; a retry after plugging in helps. */
  static async open(address: string, device: ServerDevice): Promise<ServerTransport> {
    const socket = await connected(address);
    try {
      await socket.request(`${hostPrefix(device)}:features`);
      const features = (await socket.text()).split(',').filter((feature) => feature !== '');
      return new ServerTransport(address, device, new Set(features));
    } catch (error) {
      throw fromServer(error);
    } finally {
      socket.close();
    }
  }

  async open(service: Uint8Array): Promise<PhoneStream> {
    if (this.closed) throw unplugged();
    const socket = await connected(this.address);
    this.streams.add(socket);
    try {
      await socket.request(transportRequest(this.device));
      await socket.request(service);
    } catch (error) {
      this.streams.delete(socket);
      socket.close();
      throw fromServer(error);
    }
    return {
      next: () => socket.next(),
      write: (bytes) => socket.write(bytes),
      close: () => {
        this.streams.delete(socket);
        socket.close();
      },
    };
  }

  close(): Promise<void> {
    this.closed = true;
    for (const socket of this.streams) socket.close();
    this.streams.clear();
    return Promise.resolve();
  }
}

/** By transport id where the server tells it: two phones may bear the same serial. */
function transportRequest(device: ServerDevice): string {
  return device.transportId === null
    ? `host:transport:${device.serial}`
    : `host:transport-id:${device.transportId}`;
}

function hostPrefix(device: ServerDevice): string {
  return device.transportId === null
    ? `host-serial:${device.serial}`
    : `host-transport-id:${device.transportId}`;
}

function connected(address: string): Promise<ServerSocket> {
  return ServerSocket.connect(address).catch((error: unknown) => {
    throw error instanceof NoServer
      ? new SourceError('unplugged', 'The adb server has stopped, and with it the way to the phone.', {
          cause: error,
        })
      : error;
  });
}

function fromServer(error: unknown): unknown {
  if (!(error instanceof ServerRefusal)) return error;
  if (/unauthorized/.test(error.message)) {
    return new SourceError(
      'trust-not-given',
      'The phone has not allowed this computer. Unlock it and tap "Allow".',
    );
  }
  if (/not found|offline|no devices|closed/.test(error.message)) return unplugged(error);
  return new SourceError('internal', `The adb server refused: ${printable(error.message)}`, { cause: error });
}

function printable(text: string): string {
  return text.slice(0, 200).replace(/[^\x20-\x7e]/g, '?');
}
