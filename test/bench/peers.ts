/** Postgres Language Server and squawk, from npm: their binaries are packages, so nothing is downloaded by a script. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ServerCommand } from './language-server';

const packages = { 'postgres-language-server': '@postgres-language-server/cli@0.25.5', squawk: 'squawk-cli@2.66.0' };

export interface Peer {
  readonly name: string;
  /** A command for a project folder and a database. */
  server(folder: string, database: URL): ServerCommand;
}

/** Those that can be had, and why the others cannot. */
export function findPeers(cache: string): { readonly peers: readonly Peer[]; readonly notRun: readonly string[] } {
  const windows = process.platform === 'win32';
  try {
    mkdirSync(cache, { recursive: true });
    const missing = Object.keys(packages).some((bin) => !existsSync(path.join(cache, 'node_modules', '.bin', bin)));
    const install = ['install', '--prefix', cache, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    if (missing)
      execFileSync('npm', [...install, ...Object.values(packages)], { cwd: cache, stdio: 'inherit', shell: windows });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : error;
    return { peers: [], notRun: [`Postgres Language Server, squawk: could not be installed (${why})`] };
  }
  const bin = (name: string) => path.join(cache, 'node_modules', '.bin', windows ? `${name}.cmd` : name);
  const postgresLanguageServer: Peer = {
    name: 'Postgres Language Server',
    server(folder, database) {
      writeFileSync(path.join(folder, 'postgres-language-server.jsonc'), JSON.stringify(peerConfig(database)));
      const command = bin('postgres-language-server');
      return { name: 'Postgres Language Server', command, args: ['lsp-proxy'], cwd: folder };
    },
  };
  const squawk: Peer = {
    name: 'squawk',
    server: (folder) => ({ name: 'squawk', command: bin('squawk'), args: ['server'], cwd: folder, pulls: true }),
  };
  return { peers: [postgresLanguageServer, squawk], notRun: [] };
}

function peerConfig(database: URL) {
  return {
    db: {
      host: database.hostname,
      port: Number(database.port),
      username: decodeURIComponent(database.username),
      password: '',
      database: database.pathname.slice(1),
      connTimeoutSecs: 10,
    },
  };
}
