/**
 * A reporter beside the usual ones: writes down what was thrown outside of every test, such as by a socket that a test
 * left open. A run ends with 1 for it, and the report of the tests does not name it.
 */
import { writeFileSync } from 'node:fs';

/** Where it writes, as one text for each error in a JSON array. */
export const STRAY_ERRORS = 'WATCHFLOOR_STRAY_ERRORS';

export default class StrayErrors {
  /**
   * @param {unknown} _modules
   * @param {readonly {name?: string, message?: string, stack?: string, VITEST_TEST_PATH?: unknown, VITEST_TEST_NAME?: unknown}[]} errors
   */
  onTestRunEnd(_modules, errors) {
    const path = process.env[STRAY_ERRORS];
    if (path === undefined) return;
    const said = errors.map(({ stack, message, VITEST_TEST_PATH, VITEST_TEST_NAME }) => {
      const where = [VITEST_TEST_PATH, VITEST_TEST_NAME].filter((each) => each !== undefined).join(' ');
      return `thrown outside of the tests${where === '' ? '' : ` (during ${where})`}\n${stack ?? message ?? 'no words'}`;
    });
    writeFileSync(path, JSON.stringify(said));
  }
}
