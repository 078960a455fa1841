/**
 * A reporter beside the usual ones: writes down what was thrown outside of every test, such as by a socket that a test
 * left open. A run ends with 1 for it, and the report of the tests does not name it.
 */
import { writeFileSync } from 'node:fs';

export class StrayErrors {
  /** @param {string} path where it writes, as one text for each error in a JSON array */
  constructor(path) {
    this.path = path;
  }

  /**
   * @param {unknown} _modules
   * @param {readonly {message?: string, stack?: string}[]} errors
   */
  onTestRunEnd(_modules, errors) {
    const said = errors.map(({ stack, message }) => `thrown outside of the tests\n${stack ?? message ?? 'no words'}`);
    writeFileSync(this.path, JSON.stringify(said));
  }
}
