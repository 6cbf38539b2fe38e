// Runs in the extension host in place of the tests: runs them, brings what they print to a file, and records how they
// ended. When an extension host dies the workbench reports success, so only this record counts.
const fs = require('node:fs');
const util = require('node:util');

const { HEADLESS_TESTS: tests, HEADLESS_OUTPUT: output, HEADLESS_RESULT: result } = process.env;

const append = (text) => fs.appendFileSync(output, text);
for (const method of ['log', 'info', 'debug', 'warn', 'error'])
  console[method] = (...args) => append(`${util.format(...args)}\n`);
for (const stream of [process.stdout, process.stderr])
  stream.write = (chunk, encoding, callback) => {
    append(chunk);
    (typeof encoding === 'function' ? encoding : callback)?.();
    return true;
  };

exports.run = async () => {
  try {
    await require(tests).run();
  } catch (error) {
    fs.writeFileSync(result, 'failed');
    throw error; // VS Code prints it
  }
  fs.writeFileSync(result, 'passed');
};
