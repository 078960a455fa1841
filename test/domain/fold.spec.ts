/** How much of a long line is shown before someone asks for the rest. */
import { describe, expect, it } from 'vitest';
import { beginning } from '../../client/timeline/fold.ts';

const lines = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at + 1}`).join('\n');

describe('a long line', () => {
  it('TI129 a line of up to 1,200 characters and 20 lines is shown in full, a longer one by its first 600 characters or 8 lines', () => {
    expect(beginning('x'.repeat(1200))).toBeNull();
    expect(beginning(lines(20))).toBeNull();
    expect(beginning('x'.repeat(1201))).toBe('x'.repeat(600));
    expect(beginning(lines(21))).toBe(lines(8));
    expect(beginning('\n'.repeat(4000))).toBe('\n'.repeat(7));
  });

  it('TI130 neither an address nor a character that people see as one is cut in two', () => {
    const address = `https://grafana.example/d/${'1'.repeat(60)}`;
    const before = `${'x'.repeat(570)} `;
    expect(beginning(`${before}${address} ${'y'.repeat(1000)}`)).toBe(before);
    expect(beginning(`${'x'.repeat(598)}👩‍🚒${'y'.repeat(1000)}`)).toBe('x'.repeat(598));
  });
});
