/** What makes a page of a browser an app on a Home Screen: the manifest and its icons. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PrivateRedis } from '../support/server/private-redis.ts';
import { call, ServerProcess } from '../support/server/server-process.ts';

let redis: PrivateRedis;
let server: ServerProcess;

beforeAll(async () => {
  redis = await PrivateRedis.start();
  server = await ServerProcess.start(redis.url);
});

afterAll(async () => {
  await server.stop();
  await redis.end();
});

describe('the web app manifest', () => {
  test('DR218 the web app manifest names the app, is served as one, and its icons have the sizes that it says', async () => {
    const { headers, body } = await call(server, 'GET', '/manifest.webmanifest');
    expect(headers.get('content-type')).toContain('application/manifest+json');
    expect(headers.get('content-security-policy')).toContain("manifest-src 'self'");
    const { icons, ...app } = body as unknown as { icons: Array<{ src: string; type: string; sizes: string }> };
    expect(app).toMatchObject({ name: 'Watchfloor', display: 'standalone', start_url: '/', theme_color: '#0f1216' });
    for (const { src, type, sizes } of icons.filter((icon) => icon.type === 'image/png')) {
      const answer = await fetch(`${server.url}${src}`);
      expect(answer.headers.get('content-type')).toBe(type);
      const picture = new DataView(await answer.arrayBuffer());
      expect(`${picture.getUint32(16)}x${picture.getUint32(20)}`).toBe(sizes);
    }
    expect(await (await fetch(`${server.url}/`)).text()).toContain('rel="manifest" href="/manifest.webmanifest"');
  });
});
