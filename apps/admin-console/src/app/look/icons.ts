/** Paths on a 16 × 16 grid, stroked 1.5 wide in the text's colour. */
export const ICONS = {
  overview: 'M2 13V8M6 13V4M10 13V9M14 13V2',
  gaps: 'M8 2l6.5 11.5h-13zM8 6.5v3M8 11.5v.1',
  people: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5',
  phone: 'M5 1.5h6a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM7.5 12.5h1',
  laptop: 'M3.5 3h9v7h-9zM1.5 13h13',
  policy: 'M4 1.5h6l3 3v10H4zM6.5 8h4M6.5 11h4',
  storage:
    'M2.5 4c0-1.4 2.5-2 5.5-2s5.5.6 5.5 2-2.5 2-5.5 2-5.5-.6-5.5-2zM2.5 4v8c0 1.4 2.5 2 5.5 2s5.5-.6 5.5-2V4M2.5 8c0 1.4 2.5 2 5.5 2s5.5-.6 5.5-2',
  audit: 'M3 2h10v12H3zM5.5 5h5M5.5 8h5M5.5 11h2.5',
  eye: 'M1.5 8c1.6-3 3.9-4.5 6.5-4.5S12.9 5 14.5 8c-1.6 3-3.9 4.5-6.5 4.5S3.1 11 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  home: 'M2.5 7.5L8 2.5l5.5 5v6h-11zM6.5 13.5v-4h3v4',
  settings:
    'M2 4.5h7M12.5 4.5h1.5M2 11.5h1.5M7 11.5h7M9 3v3a1.5 1.5 0 0 0 3.5 0V3M3.5 10v3a1.5 1.5 0 0 0 3.5 0v-3',
  check: 'M3 8.5l3 3 7-7',
  clock: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM8 5v3.3l2 1.2',
  minus: 'M4 8h8',
  cross: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  download: 'M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11',
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM11 11l3 3',
  plus: 'M8 3v10M3 8h10',
  circle: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z',
  brand:
    'M8 1v6.5M8 7.5C4.5 7.5 2.5 9.5 2.5 14M8 7.5c3.5 0 5.5 2 5.5 6.5M8 7.5C6.5 9 6 11 6 14.5M8 7.5c1.5 1.5 2 3.5 2 7',
} as const;

export type IconName = keyof typeof ICONS;
