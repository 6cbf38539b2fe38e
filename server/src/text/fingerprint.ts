import crypto from 'node:crypto';

/** Short, and equal only for equal parts. */
export function fingerprintOf(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) text += `${part.length}:${part}`;
  return sha256(text).slice(0, 32);
}
/** At once where Node can: making a hash to feed takes longer than a short text does. */
const sha256 = (text: string): string =>
  crypto.hash === undefined ? crypto.createHash('sha256').update(text).digest('hex') : crypto.hash('sha256', text);
