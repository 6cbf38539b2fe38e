/** What an assistant can read without asking for anything to be done: tables of dev, and the pages of rules. */
import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { catalogue } from '../rules';
import { displayName } from '../text/names';
import { nearest } from '../text/nearest-name';
import { ToolError } from './answer';
import type { Project } from './project';
import { describeTables } from './tables';

/** Names that are offered to choose from; any other can be asked for as well. */
const mostListed = 200;

export function registerResources(server: McpServer, project: Project): void {
  server.registerResource(
    'table',
    new ResourceTemplate('devschema://table/{name}', {
      list: async () => {
        const { schema } = await project.dev();
        const names = [...schema.tables.values()].map((table) => displayName(table, schema.searchPath)).sort();
        return {
          resources: names.slice(0, mostListed).map((name) => ({
            uri: `devschema://table/${encodeURIComponent(name)}`,
            name,
            mimeType: 'application/sql',
          })),
        };
      },
    }),
    { title: 'A table of dev', description: 'Its exact statements.', mimeType: 'application/sql' },
    async (uri, { name }) => {
      const { facts } = await describeTables(project, [decodeURIComponent(String(name))], false);
      return { contents: [{ uri: uri.href, mimeType: 'application/sql', text: String(facts?.sql) }] };
    },
  );
  server.registerResource(
    'rule',
    new ResourceTemplate('devschema://rule/{code}', {
      list: () => ({
        resources: catalogue.map(({ code, title }) => ({
          uri: `devschema://rule/${code}`,
          name: code,
          title,
          mimeType: 'text/markdown',
        })),
      }),
    }),
    { title: 'A rule', description: 'What it finds, why it matters, what to do.', mimeType: 'text/markdown' },
    (uri, { code }) => {
      const rule = catalogue.find((one) => one.code === code);
      const near = nearest(
        String(code),
        catalogue.map((one) => one.code),
      );
      if (!rule) throw new ToolError(`There is no rule ${code}.${near === undefined ? '' : ` Did you mean ${near}?`}`);
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text: rule.documentation }] };
    },
  );
}
