import { seeded } from '../demo/seeded.js';
import type { PhoneDatabases, ProviderRow } from './phone-databases.js';
import { numberOf, TEXTS } from './seeded-words.js';

const FROM = Date.UTC(2026, 0, 1);
const PARTNERS = 12;

/** Conversations with a dozen people: short messages, and multimedia ones with a picture and a text each. */
export function seededMessages(
  seed: number,
  sizes: { readonly sms: number; readonly mms: number },
): Pick<PhoneDatabases, 'tables' | 'files'> {
  const random = seeded(seed, 'messages');
  const files = new Map<string, Uint8Array>();
  const sms = Array.from({ length: sizes.sms }, (_, at): ProviderRow => {
    const partner = random.below(PARTNERS);
    const type = 1 + random.below(2);
    return {
      _id: at + 1,
      thread_id: partner + 1,
      address: numberOf(partner),
      date: FROM + at * 60_000,
      date_sent: type === 1 ? FROM + at * 60_000 - 900 : 0,
      protocol: type === 1 ? 0 : null,
      read: 1,
      seen: 1,
      status: -1,
      type,
      body: TEXTS[random.below(TEXTS.length)] ?? '',
      service_center: type === 1 ? '+4930231250' : null,
      locked: 0,
      error_code: 0,
      sub_id: 1,
    };
  });
  const mms: ProviderRow[] = [];
  const part: ProviderRow[] = [];
  const addr: ProviderRow[] = [];
  for (let id = 1; id <= sizes.mms; id += 1) {
    const partner = random.below(PARTNERS);
    const received = id % 2 === 0;
    mms.push({
      _id: id,
      thread_id: partner + 1,
      date: FROM / 1000 + id * 3600,
      date_sent: received ? FROM / 1000 + id * 3600 - 2 : 0,
      msg_box: received ? 1 : 2,
      read: 1,
      seen: 1,
      m_id: `id-${id}@mms.example`,
      ct_t: 'application/vnd.wap.multipart.related',
      m_type: received ? 132 : 128,
      v: 18,
      text_only: 0,
      sub_id: 1,
    });
    const picture = part.length + 1;
    part.push({
      _id: picture,
      mid: id,
      seq: 0,
      ct: 'image/jpeg',
      name: `IMG ${id}, party.jpg`,
      cid: `<${id}>`,
      cl: `image${id}.jpg`,
    });
    part.push({
      _id: picture + 1,
      mid: id,
      seq: 1,
      ct: 'text/plain',
      chset: 106,
      text: TEXTS[random.below(TEXTS.length)] ?? '',
    });
    files.set(
      `content://mms/part/${picture}`,
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), random.bytes(2_000 + random.below(3_000))]),
    );
    const other = numberOf(partner);
    const own = 'insert-address-token';
    addr.push({ _id: addr.length + 1, msg_id: id, address: received ? other : own, type: 137, charset: 106 });
    addr.push({ _id: addr.length + 1, msg_id: id, address: received ? own : other, type: 151, charset: 106 });
  }
  const partners = Array.from({ length: PARTNERS }, (_, at) => at);
  const threads = partners.map((at) => ({ _id: at + 1, recipient_ids: String(at + 1), message_count: 1 }));
  const canonical = partners.map((at) => ({ _id: at + 1, address: numberOf(at) }));
  return { tables: { sms, mms, part, addr, threads, canonical_addresses: canonical }, files };
}
