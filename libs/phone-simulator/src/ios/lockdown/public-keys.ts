/**
 * What lockdown tells a computer that it does not trust: what `ideviceinfo -s` prints of a real phone (its manual page), the
 * key that pairing needs, and whether it is locked. Serial number, telephone number and IMEI are not among it.
 */
export const PUBLIC_KEYS: ReadonlySet<string> = new Set([
  'BuildVersion',
  'CPUArchitecture',
  'DeviceClass',
  'DeviceColor',
  'DeviceName',
  'DevicePublicKey',
  'HardwareModel',
  'PartitionType',
  'PasswordProtected',
  'ProductName',
  'ProductType',
  'ProductVersion',
  'ProtocolVersion',
  'TelephonyCapability',
  'UniqueChipID',
  'UniqueDeviceID',
  'WiFiAddress',
]);
