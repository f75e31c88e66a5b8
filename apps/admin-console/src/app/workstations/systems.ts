/** Operating systems of workstations, as one says them. */
export const SYSTEM_TEXTS: Record<string, string> = {
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
  other: $localize`other system`,
};
