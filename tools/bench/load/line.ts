import { connect, type Socket } from 'node:net';

/** An answer as far as a load generator cares. */
export type Heard = (status: number, body: () => string) => void;

const headEnd = Buffer.from('\r\n\r\n');

/** One kept-alive connection that asks one thing at a time: HTTP/1.1 as both servers speak it (`content-length`, no chunks), at a few
 * microseconds a request, so that the generator leaves the cores to who is measured. */
export class Line {
  private socket: Socket | undefined;
  private chunks: Buffer[] = [];
  private received = 0;
  private awaited = 0;
  private headLength = 0;
  private status = 0;
  private heard: Heard | undefined;

  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  /** @param heard with status 0 where the connection broke first */
  ask(request: string, heard: Heard): void {
    this.heard = heard;
    this.socket ??= this.open();
    this.socket.write(request);
  }

  close(): void {
    this.heard = undefined;
    this.socket?.destroy();
    this.socket = undefined;
  }

  private open(): Socket {
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', () => undefined); // `close` follows
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      this.done(0);
    });
    return socket;
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
    if (this.awaited === 0 && !this.readHead()) return;
    if (this.received >= this.awaited) this.done(this.status);
  }

  private readHead(): boolean {
    const start = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    const end = start.indexOf(headEnd);
    if (end < 0) return false;
    const head = start.toString('latin1', 0, end);
    this.status = Number(head.slice(9, 12));
    const length = /content-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined && this.status !== 204 && this.status !== 304) throw new Error(`an answer without content-length:\n${head}`);
    this.headLength = end + headEnd.length;
    this.awaited = this.headLength + Number(length ?? 0);
    return true;
  }

  private done(status: number): void {
    const { heard, chunks, headLength } = this;
    [this.heard, this.chunks, this.received, this.awaited] = [undefined, [], 0, 0];
    heard?.(status, () => Buffer.concat(chunks).toString('utf8', headLength));
  }
}
