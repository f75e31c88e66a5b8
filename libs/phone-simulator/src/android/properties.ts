/** Who the phone says it is. */
export interface PhoneProperties {
  readonly serial: string;
  readonly model: string;
  readonly product: string;
  readonly device: string;
  readonly release: string;
}

/** The system properties that `getprop` tells. */
export function systemProperties(phone: PhoneProperties): Readonly<Record<string, string>> {
  return {
    'persist.sys.locale': 'en-GB',
    'persist.sys.timezone': 'Europe/Berlin',
    'ro.boot.serialno': phone.serial,
    'ro.build.fingerprint': `google/${phone.product}/${phone.device}:${phone.release}/BP1A.260105.001/1:user/release-keys`,
    'ro.build.version.release': phone.release,
    'ro.build.version.sdk': '36',
    'ro.build.version.security_patch': '2026-01-05',
    'ro.crypto.state': 'encrypted',
    'ro.crypto.type': 'file',
    'ro.product.brand': 'google',
    'ro.product.device': phone.device,
    'ro.product.manufacturer': 'Google',
    'ro.product.model': phone.model,
    'ro.product.name': phone.product,
    'ro.serialno': phone.serial,
    'sys.boot_completed': '1',
  };
}
