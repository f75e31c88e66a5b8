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
    'ro.boot.serialno': phone.serial,
    'ro.build.version.release': phone.release,
    'ro.build.version.sdk': '36',
    'ro.product.brand': 'google',
    'ro.product.device': phone.device,
    'ro.product.manufacturer': 'Google',
    'ro.product.model': phone.model,
    'ro.product.name': phone.product,
    'ro.serialno': phone.serial,
    'sys.boot_completed': '1',
  };
}
