import type { Clock } from '../clock.js';
import { seeded } from '../../demo/seeded.js';
import { NO_DOMAIN, PhoneValues } from './phone-values.js';

/** What the values of a phone follow from. */
export interface FirstValues {
  readonly udid: () => string;
  readonly name: string;
  /** Everything that tells one phone from another follows from it. */
  readonly seed: number;
  /** PKCS #1, PEM. */
  readonly publicKey: Uint8Array;
  readonly isLocked: () => boolean;
  readonly willEncrypt: () => boolean;
  readonly clock: Clock;
  /** Bytes that its person's data takes. */
  readonly capacity?: number;
}

const GB = 1_000_000_000;
const SERIAL_LETTERS = 'CDFGHJKLMNPQRTVWXY0123456789';

/** What lockdown of a simulated iPhone 13 Pro with iOS 18.6 says. */
export function firstValues(from: FirstValues): PhoneValues {
  const random = seeded(from.seed, from.name);
  const digits = (count: number): string => Array.from({ length: count }, () => random.below(10)).join('');
  const address = (last: number): string => `f0:d1:a9:${[...random.bytes(2), last].map(hex).join(':')}`;
  const serial = Array.from({ length: 10 }, () => SERIAL_LETTERS[random.below(SERIAL_LETTERS.length)]).join(
    '',
  );
  const total = (from.capacity ?? 118) * GB;
  return new PhoneValues({
    [NO_DOMAIN]: {
      ActivationState: 'Activated',
      BasebandVersion: '4.50.02',
      BluetoothAddress: address(1),
      BuildVersion: '22G86',
      CPUArchitecture: 'arm64e',
      DeviceClass: 'iPhone',
      DeviceColor: '1',
      DeviceName: from.name,
      DevicePublicKey: from.publicKey,
      EthernetAddress: address(2),
      HardwareModel: 'D63AP',
      HardwarePlatform: 't8110',
      HostAttached: true,
      InternationalMobileEquipmentIdentity: `35${digits(13)}`,
      ModelNumber: 'MLVD3',
      PartitionType: 'GUID_partition_scheme',
      PasswordProtected: from.isLocked,
      PhoneNumber: `+3247${digits(7)}`,
      ProductName: 'iPhone OS',
      ProductType: 'iPhone14,2',
      ProductVersion: '18.6',
      ProtocolVersion: '2',
      RegionInfo: 'ZD/A',
      SerialNumber: serial,
      SIMStatus: 'kCTSIMSupportSIMStatusReady',
      TelephonyCapability: true,
      TimeIntervalSince1970: () => Math.floor(from.clock.now() / 1000),
      TimeZone: 'Europe/Brussels',
      TrustedHostAttached: true,
      UniqueChipID: Number(digits(15)),
      UniqueDeviceID: from.udid,
      Uses24HourClock: true,
      WiFiAddress: address(3),
    },
    'com.apple.mobile.backup': { Version: '5.2', WillEncrypt: from.willEncrypt },
    'com.apple.disk_usage': {
      AmountDataAvailable: total - 42 * GB,
      AmountDataReserved: 209_715_200,
      TotalDataAvailable: total - 42 * GB,
      TotalDataCapacity: total,
      TotalDiskCapacity: 128 * GB,
      TotalSystemAvailable: 0,
      TotalSystemCapacity: 128 * GB - total,
    },
    'com.apple.mobile.battery': {
      BatteryCurrentCapacity: 83,
      BatteryIsCharging: true,
      ExternalConnected: true,
      FullyCharged: false,
      GasGaugeCapability: true,
      HasBattery: true,
    },
    'com.apple.international': { Keyboard: 'nl_BE', Language: 'nl', Locale: 'nl_BE' },
    'com.apple.mobile.iTunes': { MinITunesVersion: '12.11.3' },
    'com.apple.mobile.wireless_lockdown': {
      EnableWifiConnections: false,
      SupportsWifi: true,
      SupportsWifiSyncing: true,
    },
    'com.apple.fmip': { IsAssociated: false },
    'com.apple.MobileDeviceCrashCopy': { ShouldSubmit: false },
  });
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
