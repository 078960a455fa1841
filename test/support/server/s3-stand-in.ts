/**
 * A stand-in for an S3 store: real HTTP, one bucket in memory. It accepts only requests signed with its keys, which it
 * checks by computing the signature itself (Signature Version 4), and it can fail in the ways that stores do.
 */
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Config } from '../../../server/config/attachments.ts';

/**
 * unavailable: 503 · silent: no answer · moved: a redirect · wrong: other bytes · endless: more bytes than there are ·
 * cut: breaks off · lost: forgets what it has
 */
export type Fault = 'unavailable' | 'silent' | 'moved' | 'wrong' | 'endless' | 'cut' | 'lost';

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export class S3StandIn {
  readonly objects = new Map<string, Buffer>();
  readonly refused: string[] = [];
  fault: Fault | null = null;
  /** How many requests arrived, faulty ones included. */
  asked = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async open(): Promise<S3StandIn> {
    const standIn = new S3StandIn();
    standIn.#server.listen(0, '127.0.0.1');
    await once(standIn.#server, 'listening');
    return standIn;
  }

  get config(): S3Config {
    const { port } = this.#server.address() as AddressInfo;
    return {
      endpoint: new URL(`http://127.0.0.1:${port}`),
      bucket: 'war-rooms',
      region: 'eu-central-1',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'a-secret/with+signs=',
    };
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const flaw = this.#flaw(request, Buffer.concat(parts));
    if (flaw !== null) {
      this.refused.push(flaw);
      return void response.writeHead(403).end();
    }
    if (this.fault !== null) return this.#misbehave(this.fault, request, response);
    const path = request.url ?? '';
    if (request.method === 'PUT') this.objects.set(path, Buffer.concat(parts));
    const found = this.objects.get(path);
    response.writeHead(found === undefined ? 404 : 200).end(request.method === 'GET' ? found : undefined);
  }

  #misbehave(fault: Fault, { method, url }: IncomingMessage, response: ServerResponse): void {
    const found = this.objects.get(url ?? '') ?? Buffer.alloc(10);
    if (fault === 'silent') return;
    if (fault === 'moved') return void response.writeHead(307, { location: `http://127.0.0.1:9/${url ?? ''}` }).end();
    if (fault === 'lost') return void response.writeHead(404).end();
    if (fault === 'unavailable' || method === 'PUT') return void response.writeHead(503).end();
    if (fault === 'wrong') return void response.end(Buffer.alloc(found.length, 7));
    response.write(found);
    if (fault === 'cut') return void setImmediate(() => response.destroy());
    const more = (): void =>
      void (response.destroyed || response.write(Buffer.alloc(65_536), () => setImmediate(more)));
    more();
  }

  /** Why this request was not signed with the keys, or was changed; null when it is correct. */
  #flaw({ method = '', url = '', headers }: IncomingMessage, body: Buffer): string | null {
    const { region, accessKeyId, secretAccessKey, bucket } = this.config;
    const [, credential, signed = '', signature] =
      /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
        headers.authorization ?? '',
      ) ?? [];
    const date = String(headers['x-amz-date']);
    const scope = `${date.slice(0, 8)}/${region}/s3/aws4_request`;
    if (credential !== `${accessKeyId}/${scope}`) return 'another key or region';
    if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.split(';').includes(name)))
      return 'too little is signed';
    if (headers['x-amz-content-sha256'] !== sha256(body)) return 'other bytes than were signed';
    if (!url.startsWith(`/${bucket}/`)) return 'another bucket';
    const canonicalHeaders = signed
      .split(';')
      .map((name) => `${name}:${String(headers[name]).trim()}\n`)
      .join('');
    const canonical = [method, url, '', canonicalHeaders, signed, sha256(body)].join('\n');
    const key = [date.slice(0, 8), region, 's3', 'aws4_request'].reduce<Buffer | string>(
      (secret, part) => hmac(secret, part),
      `AWS4${secretAccessKey}`,
    );
    const expected = hmac(key, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')).toString('hex');
    return expected === signature ? null : 'a wrong signature';
  }
}
