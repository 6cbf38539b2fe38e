/** How the editor's messages come in. */
import { Console } from 'node:console';
import { Transform } from 'node:stream';
import {
  type Connection,
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** Of a message's head and of its body, in bytes: what is longer is no message of an editor. */
const LONGEST_HEAD = 10_000;
const LONGEST_BODY = 1_000_000_000;

/** By what the command line says: `--node-ipc`, `--socket`, `--pipe`, else the standard streams. */
export function connect(argv: readonly string[]): Connection {
  return argv.some((argument) => /^--(node-ipc|socket|pipe)/.test(argument))
    ? createConnection(ProposedFeatures.all)
    : overStandardStreams();
}

function overStandardStreams(): Connection {
  // Whatever a library prints must not stand between messages.
  Object.assign(console, new Console(process.stderr));
  const reader = new StreamMessageReader(process.stdin.pipe(wholeMessages()));
  reader.onError(({ message }) => process.stderr.write(`DevSchema: ${JSON.stringify(message)}\n`));
  const closed = () => process.exit(1);
  process.stdin.on('end', closed).on('close', closed);
  return createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(process.stdout));
}

/**
 * Passes on what is a message. A head that cannot be read leaves no way to tell where the next message begins: the library
 * would drop all that follows without a word, or wait for ever. Ending says so, and an editor starts a server that has
 * ended anew.
 */
function wholeMessages(): Transform {
  let head = Buffer.alloc(0);
  let left = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      let rest = piece;
      while (rest.length > 0) {
        if (left === 0) {
          head = Buffer.concat([head, rest]);
          const end = head.indexOf('\r\n\r\n');
          if (end < 0 ? head.length > LONGEST_HEAD : end > LONGEST_HEAD) giveUp(head);
          if (end < 0) break;
          left = lengthIn(head.subarray(0, end));
          this.push(head.subarray(0, end + 4));
          rest = head.subarray(end + 4);
          head = Buffer.alloc(0);
        }
        const body = rest.subarray(0, left);
        if (body.length > 0) this.push(body);
        left -= body.length;
        rest = rest.subarray(body.length);
      }
      done();
    },
  });
}
function lengthIn(head: Buffer): number {
  const length = Number(/^content-length:[ \t]*(\d+)[ \t]*$/im.exec(head.toString('latin1').replaceAll('\r', ''))?.[1]);
  return length > 0 && length <= LONGEST_BODY ? length : giveUp(head);
}
function giveUp(head: Buffer): never {
  const shown = JSON.stringify(head.toString('latin1').slice(0, 100));
  process.stderr.write(`DevSchema: A message of the editor cannot be read: its head is ${shown}. The server ends.\n`);
  process.exit(1);
}
