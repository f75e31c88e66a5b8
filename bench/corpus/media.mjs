import { noiseOf } from './noise.mjs';

const marker = (code, body) => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 | code, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** What stands before the pixels in a photo of a phone: JFIF and EXIF marks, tables; alike in every photo but for its date. */
function photoHead(taken) {
  const exif = Buffer.from(`Exif\0\0MM\0*Holdfast\0Phone One\0${new Date(taken * 1000).toISOString()}\0`);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    marker(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    marker(0xe1, exif),
    marker(0xdb, Buffer.from(Array.from({ length: 65 }, (_, at) => (at * 3) & 0x7f))),
    marker(0xc0, Buffer.from([8, 0x0f, 0xc0, 0x0b, 0xd0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])),
    marker(0xda, Buffer.from([3, 1, 0, 2, 0x11, 3, 0x11, 0, 0x3f, 0])),
  ]);
}

/** A photo: a head like that of a JPEG, then bytes that compress as little as pixels that are compressed already. */
export function* photo({ seed, key, size, taken }) {
  const head = photoHead(taken).subarray(0, Math.max(0, size - 2));
  yield head;
  yield* noiseOf(seed, key, Math.max(0, size - head.length - 2));
  yield Buffer.from([0xff, 0xd9]).subarray(0, size);
}

/** A video: the boxes of an MP4 around bytes that do not compress. */
export function* video({ seed, key, size }) {
  const head = Buffer.alloc(32);
  head.writeUInt32BE(24, 0);
  head.write('ftypmp42\0\0\0\0isommp42', 4, 'latin1');
  head.writeUInt32BE(Math.max(8, size - 24), 24);
  head.write('mdat', 28, 'latin1');
  yield head.subarray(0, size);
  yield* noiseOf(seed, key, Math.max(0, size - head.length));
}
