/** How large a table is, in words. */
import { counted } from '../text/numbers';
import type { Rows } from './checklist';

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
/** `3.4 MB`, by 1024, as pg_size_pretty counts. */
function bytesInWords(bytes: number): string {
  const power = bytes > 0 ? Math.min(byteUnits.length - 1, Math.floor(Math.log2(bytes) / 10)) : 0;
  const value = bytes / 1024 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${byteUnits[power]}`;
}
/** `about 1,200 rows, 3.4 MB`; undefined: not known. */
export function sizeInWords({ rows, exact, bytes }: Rows): string | undefined {
  const said = rows === undefined ? [] : [`${exact ? '' : 'about '}${counted(Math.round(rows), 'row')}`];
  const parts = [...said, ...(bytes === undefined ? [] : [bytesInWords(bytes)])];
  return rows === undefined ? undefined : parts.join(', ');
}
