/** The language server's process: over IPC for VS Code, with `--stdio` for any other editor. */
import { writeFile } from 'node:fs/promises';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { connectionCandidates } from './dev/candidates';
import { writeSnapshot } from './dev/snapshot';
import { devAccess } from './devAccess';
import { openDisk } from './disk';
import { startServer } from './server';

const { env } = process;
// Without a transport on the command line the library ends the process with a stack trace.
if (!process.argv.some((argument) => /^--(stdio|node-ipc|socket=|pipe=)/.test(argument))) process.argv.push('--stdio');

const files = openDisk();
startServer(createConnection(ProposedFeatures.all), {
  files,
  access: (around) => ({
    ...devAccess({ ...around, files, env }),
    save: (path, dev) => writeFile(path, writeSnapshot(dev)),
    async candidates({ connectTimeoutMs, statementTimeoutMs }, folders) {
      return connectionCandidates({ folders, env, connectTimeoutMs, statementTimeoutMs });
    },
  }),
});
