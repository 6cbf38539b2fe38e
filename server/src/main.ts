/** The language server's process: over IPC for VS Code, with `--stdio` for any other editor. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toolDatabases } from './conventions';
import { connectionCandidates } from './dev/connect/candidates';
import { writeSnapshot } from './dev/snapshot';
import { devAccess } from './host/dev-access';
import { openDisk } from './host/disk';
import { readProjectFile } from './host/project-file';
import { readTexts } from './host/texts';
import { connect } from './host/transport';
import { answerInEditor } from './mcp/in-editor';
import { startServer } from './server';
import { keptChanges } from './workspace/dev-history';

const { env } = process;
const files = openDisk();
startServer(connect(process.argv), {
  files,
  scratch: {},
  projectSettings: readProjectFile,
  texts: readTexts(path.join(__dirname, '../l10n')),
  assistant: answerInEditor,
  access: (around) => ({
    ...devAccess({ ...around, files, env }),
    ...keptChanges(around.storage),
    save: (path, dev) => writeFile(path, writeSnapshot(dev)),
    async candidates({ connectTimeoutMs, statementTimeoutMs }, folders) {
      return connectionCandidates({ folders, env, connectTimeoutMs, statementTimeoutMs, databases: toolDatabases });
    },
  }),
});
