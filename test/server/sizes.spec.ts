/**
 * What a browser must load before the room's header is shown: the size of the built files, as they are transferred.
 * Needs the browser part to be built (`npm test` does that first).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const BUILT = fileURLToPath(new URL('../../dist/client', import.meta.url));
const ENTRY_KB = 120;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

describe('the browser part', () => {
  const manifest = () =>
    JSON.parse(readFileSync(join(BUILT, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;

  it(`ST15 the entry with everything it imports is at most ${ENTRY_KB} KB, compressed`, () => {
    const chunks = manifest();
    const needed = new Set<string>();
    const visit = (name: string): void => {
      const chunk = chunks[name];
      if (chunk === undefined || needed.has(chunk.file)) return;
      needed.add(chunk.file);
      chunk.imports?.forEach(visit);
    };
    Object.keys(chunks)
      .filter((name) => chunks[name]?.isEntry === true)
      .forEach(visit);
    const kilobytes = [...needed].reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(BUILT, file))).length / 1024,
      0,
    );
    expect(needed.size).toBeGreaterThan(0);
    expect(kilobytes, `${[...needed].join(', ')}: ${kilobytes.toFixed(1)} KB`).toBeLessThanOrEqual(ENTRY_KB);
  });

  it('ST16 the page and its styles name no other origin', () => {
    const files = (readdirSync(BUILT, { recursive: true }) as string[]).filter((file) => /\.(html|css)$/.test(file));
    expect(files).toContain('index.html');
    for (const file of files)
      expect(readFileSync(join(BUILT, file), 'utf8'), file).not.toMatch(
        /(?:src|href|url\(|@import)\s*[=(]?\s*["']?(?:https?:)?\/\//,
      );
  });
});
