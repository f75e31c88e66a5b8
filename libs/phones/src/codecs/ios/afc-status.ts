/** Numbers with which AFC answers what has no other answer, or cannot be done (libimobiledevice's `afc.h`). */
export const AFC_STATUS = {
  ok: 0,
  unknown: 1,
  readError: 4,
  unknownOperation: 6,
  invalidArgument: 7,
  notFound: 8,
  isDirectory: 9,
  denied: 10,
  exists: 16,
  noSpace: 18,
  wouldBlock: 19,
  ioError: 20,
  notEmpty: 33,
} as const;
