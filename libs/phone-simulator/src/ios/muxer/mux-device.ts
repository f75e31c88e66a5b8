import type { PlistDict } from '@holdfast/phones/codecs';
import type { Tunnel } from '../tunnel.js';

/** A phone as a muxer knows it. */
export interface MuxDevice {
  readonly udid: string;
  readonly via: 'USB' | 'Network';
  /** What listens on a port of the phone; `undefined` where nothing does. */
  connect(port: number): ((tunnel: Tunnel) => void) | undefined;
}

const PRODUCT_IPHONE = 0x12a8;
/** `sockaddr_in` as macOS writes it (length 16, family 2), port 0, 127.0.0.1. */
const LOOPBACK = Buffer.from('10020000' + '7f000001' + '00'.repeat(8), 'hex');

/** What a muxer tells of an attached phone. */
export function attachedMessage(id: number, { udid, via }: MuxDevice): PlistDict {
  const place: PlistDict =
    via === 'USB'
      ? {
          ConnectionSpeed: 480_000_000,
          LocationID: 0x14100000 + id,
          ProductID: PRODUCT_IPHONE,
          USBSerialNumber: udid,
        }
      : { EscrowBag: new Uint8Array(0), InterfaceIndex: 1, NetworkAddress: LOOPBACK };
  return {
    DeviceID: id,
    MessageType: 'Attached',
    Properties: { ConnectionType: via, DeviceID: id, SerialNumber: udid, ...place },
  };
}
