import { linux } from './linux.js';
import { macos } from './macos.js';
import type { Platform, Surroundings } from './platform.js';
import { windows } from './windows.js';

/** The rules of the operating system named by `process.platform`; unknown ones follow Linux's and say `other`. */
export function platformFor(name: NodeJS.Platform, surroundings: Surroundings): Platform {
  if (name === 'darwin') return macos(surroundings);
  if (name === 'win32') return windows(surroundings);
  return name === 'linux' ? linux(surroundings) : { ...linux(surroundings), os: 'other' };
}
