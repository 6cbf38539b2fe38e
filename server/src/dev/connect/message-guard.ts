/**
 * Stands between a server's stream and the driver, and lets only whole messages pass that are put together as the protocol
 * has it (documentation, 53.7). The driver trusts what it is given: a wrong length makes it throw out of the socket's
 * handler, which ends the process, or search for an end that never comes.
 */
import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';

/** What came is no message of PostgreSQL's. */
export class Garbled extends Error {}
/** Nothing came for longer than any answer may take. */
export class Silent extends Error {}
/** More came than any schema has: a server that sends rows without end fills the memory. */
export class Endless extends Error {}

const HEADER = 5;
/** Of the messages that a client that asks for queries and copies nothing is sent. */
const messageKinds = new Set('RKSZTDCENIGHWdcA123nstv');
/** As libpq: only these may be long. */
const long = new Set('TDdEN');
const [SHORT_LIMIT, LONG_LIMIT] = [30_000, 1 << 30];

/** What may come at once, and in each second more: 100,000 tables take two thirds of that. */
export const MOST_BYTES = 1 << 30;
const MORE_A_SECOND = 1 << 20;
/** What keeping a row and each of its values costs beside their bytes; and the end of a statement, which has a result. */
const [PER_ROW, PER_VALUE, PER_RESULT] = [32, 24, 1000];

export class MessageGuard {
  #chunks: Buffer[] = [];
  #used = 0;
  #since = performance.now();
  #length = 0;
  /** How much must have come before there is anything to look at. */
  #needed = HEADER;

  constructor(readonly most = MOST_BYTES) {}

  /** The messages that are whole by now, as they came. @throws Garbled, Endless */
  push(bytes: Buffer): Buffer {
    this.#use(bytes.length);
    this.#chunks.push(bytes);
    this.#length += bytes.length;
    if (this.#length < this.#needed) return Buffer.alloc(0);
    const all = this.#chunks.length === 1 ? bytes : Buffer.concat(this.#chunks);
    let at = 0;
    this.#needed = HEADER;
    while (at + HEADER <= all.length) {
      const end = endOf(all, at);
      if (end > all.length) {
        this.#needed = end - at;
        break;
      }
      checkMessage(all, at, end);
      if (all[at] === ROW) this.#use(PER_ROW + PER_VALUE * all.readUInt16BE(at + HEADER));
      if (all[at] === COMPLETE) this.#use(PER_RESULT);
      at = end;
    }
    const rest = all.subarray(at);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return all.subarray(0, at);
  }
  #use(bytes: number): void {
    this.#used += bytes;
    if (this.#used <= this.most) return;
    const now = performance.now();
    this.#used = Math.max(0, this.#used - ((now - this.#since) / 1000) * MORE_A_SECOND);
    this.#since = now;
    if (this.#used > this.most) throw new Endless();
  }
}
const [ROW, COMPLETE] = ['D'.charCodeAt(0), 'C'.charCodeAt(0)];
function endOf(bytes: Buffer, at: number): number {
  const kind = String.fromCharCode(bytes[at]!);
  const length = bytes.readUInt32BE(at + 1);
  if (!messageKinds.has(kind) || length < 4 || length > (long.has(kind) ? LONG_LIMIT : SHORT_LIMIT))
    throw new Garbled(`a message of type ${JSON.stringify(kind)} and length ${length}`);
  return at + 1 + length;
}
function checkMessage(bytes: Buffer, at: number, end: number): void {
  const kind = String.fromCharCode(bytes[at]!);
  const whole =
    kind === 'D' ? isRow(bytes, at + HEADER, end) : 'EN'.includes(kind) ? isReport(bytes, at + HEADER, end) : true;
  if (!whole) throw new Garbled(`a message of type ${kind} whose parts do not fill it`);
}
/** A count, then for each value its length, or -1, and its bytes. */
function isRow(bytes: Buffer, start: number, end: number): boolean {
  if (start + 2 > end) return false;
  let at = start + 2;
  for (let left = bytes.readUInt16BE(start); left > 0; left--) {
    if (at + 4 > end) return false;
    const length = bytes.readInt32BE(at);
    if (length < -1) return false;
    at += 4 + Math.max(0, length);
  }
  return at === end;
}
/** Fields of a letter and a text that a zero ends; a zero ends them. */
function isReport(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] !== 0) {
    const zero = bytes.indexOf(0, at + 1);
    if (zero < 0 || zero >= end) return false;
    at = zero + 1;
  }
  return at === end - 1;
}

/** What the driver's connection has and its types do not tell. */
export interface GuardedConnection {
  attachListeners(stream: Duplex): void;
}
/**
 * From now on the driver hears of a stream through a guard. Whatever goes wrong in hearing is the stream's error, and so
 * the connection's; `silence`: ms after which a stream on which nothing moves is given up.
 */
export function guard(connection: GuardedConnection, silence: number): void {
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (stream) => {
    const messages = new MessageGuard();
    const heard = new EventEmitter();
    attach(heard as Duplex);
    stream.on('data', (bytes: Buffer) => {
      try {
        const whole = messages.push(bytes);
        if (whole.length > 0) heard.emit('data', whole);
      } catch (error) {
        stream.destroy(error instanceof Garbled || error instanceof Endless ? error : new Garbled(String(error)));
      }
    });
    stream.on('end', () => heard.emit('end'));
    (stream as Duplex & Timed).setTimeout(silence, () => stream.destroy(new Silent()));
  };
}
interface Timed {
  setTimeout(ms: number, then: () => void): void;
}
