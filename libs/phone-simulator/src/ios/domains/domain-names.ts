/** Where all that has no domain of its own in its name lies: the media partition, `Media` of this domain. */
export const CAMERA_ROLL = 'CameraRollDomain';

const PLAIN = /^[A-Z][A-Za-z]{0,60}Domain$/;
const CONTAINER =
  /^(?:AppDomain|AppDomainGroup|AppDomainPlugin|SysContainerDomain|SysSharedContainerDomain)-/;

/** Whether a folder of the phone's root is a domain (`HomeDomain`, `AppDomain-com.example.app`), not on the media partition. */
export function isDomain(name: string): boolean {
  return PLAIN.test(name) || CONTAINER.test(name);
}
