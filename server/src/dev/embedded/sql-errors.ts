/** What drivers throw and tell, as it is passed on. */
import { present } from '../../text/present';
import type { SqlFailure, SqlNotice } from './embedded-protocol';

/** A loop may raise any number. */
export const mostNotices = 100;
export function noticeOf({ message, code, detail }: Partial<Record<keyof SqlNotice, string | undefined>>): SqlNotice {
  return { message: message ?? '', ...present({ code: code || undefined, detail: detail || undefined }) };
}
export function failureOf(error: unknown): SqlFailure {
  const { message, code, position, detail, hint } = error as Partial<Record<keyof SqlFailure, unknown>>;
  const place = Number(position);
  return {
    message: String(message ?? error),
    ...present({
      code: typeof code === 'string' ? code : undefined,
      position: Number.isInteger(place) && place > 0 ? place : undefined,
      detail: typeof detail === 'string' ? detail : undefined,
      hint: typeof hint === 'string' ? hint : undefined,
    }),
  };
}
