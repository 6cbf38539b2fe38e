/** A PostgreSQL server that asks for a password, remembers it, and refuses it. */
import { createServer, type Server, type Socket } from 'node:net';
import { EventEmitter } from 'vscode';

const SSL_REQUEST = 80877103;
const CLEARTEXT_PASSWORD = 3;

export class RefusingServer {
  readonly passwords: string[] = [];
  readonly #asked = new EventEmitter<undefined>();
  readonly onPassword = this.#asked.event;
  readonly #server: Server = createServer((socket) => this.#serve(socket));

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => resolve((this.#server.address() as { port: number }).port));
    });
  }
  close(): void {
    this.#server.close();
  }

  #serve(socket: Socket): void {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (data[0] === 'p'.charCodeAt(0)) {
        this.passwords.push(data.subarray(5, data.length - 1).toString());
        socket.end(message('E', Buffer.from('SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed\0\0')));
        this.#asked.fire(undefined);
      } else if (data.readInt32BE(4) === SSL_REQUEST) socket.write('N');
      else socket.write(message('R', int32(CLEARTEXT_PASSWORD)));
    });
  }
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}
function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}
