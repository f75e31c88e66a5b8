import type { RecordTable } from '../row.js';

/** Short messages. */
export const SMS: RecordTable = {
  columns: {
    thread_id: 'number',
    address: 'text',
    date: 'ms',
    date_sent: 'ms',
    protocol: 'number',
    read: 'number',
    seen: 'number',
    status: 'number',
    type: 'number',
    reply_path_present: 'number',
    subject: 'text',
    body: 'text',
    service_center: 'text',
    locked: 'number',
    error_code: 'number',
    sub_id: 'number',
  },
};

/** Multimedia messages; what they hold are `PARTS`. Times are seconds here, unlike those of `SMS`. */
export const MMS: RecordTable = {
  columns: {
    thread_id: 'number',
    date: 's',
    date_sent: 's',
    msg_box: 'number',
    read: 'number',
    seen: 'number',
    m_id: 'text',
    sub: 'text',
    sub_cs: 'number',
    ct_t: 'text',
    ct_l: 'text',
    exp: 'number',
    m_cls: 'text',
    m_type: 'number',
    v: 'number',
    m_size: 'number',
    pri: 'number',
    rr: 'number',
    rpt_a: 'number',
    resp_st: 'number',
    resp_txt: 'text',
    st: 'number',
    tr_id: 'text',
    retr_st: 'number',
    retr_txt: 'text',
    retr_txt_cs: 'number',
    read_status: 'number',
    ct_cls: 'number',
    d_tm: 'number',
    d_rpt: 'number',
    locked: 'number',
    text_only: 'number',
    sub_id: 'number',
  },
};

export const PARTS: RecordTable = {
  columns: {
    mid: 'number',
    seq: 'number',
    ct: 'text',
    name: 'text',
    chset: 'number',
    cd: 'text',
    fn: 'text',
    cid: 'text',
    cl: 'text',
    ctt_s: 'number',
    ctt_t: 'text',
    text: 'text',
  },
};
