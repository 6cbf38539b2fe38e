/** A migration as text or as a file of the project: what reading finds in it, and what a PostgreSQL makes of it. */

import { readReport, reportOf } from '../cli/check';
import type { FileReport, Report } from '../cli/report-data';
import { formatHuman } from '../cli/report-human';
import { jsonOf } from '../cli/report-json';
import { verifyOpened } from '../cli/verify';
import { applyEdits, fixThroughout } from '../rules/fix-all';
import type { FileView } from '../workspace/snapshot';

import { type Answer, ToolError } from './answer';
import type { Project } from './project';

/** UTF-16 units of a text that is given as an argument: more than any migration that a person reads. */
const mostSql = 2_000_000;

export interface Migration {
  /** Relative to the project; where the text stands, or would stand. */
  readonly path?: string | undefined;
  readonly sql?: string | undefined;
}

/** Where a text stands that belongs to no file: beside the project's files, in no folder of migrations. */
const loose = 'draft.sql';

export function placedMigration({ path, sql }: Migration): { readonly path: string; readonly sql: string | undefined } {
  if (path === undefined && sql === undefined)
    throw new ToolError('Nothing to look at: give sql, or the path of a file, or both for a changed file.');
  if (sql !== undefined && sql.length > mostSql)
    throw new ToolError(`The text has ${sql.length} characters, more than ${mostSql}: give it in parts.`);
  return { path: path ?? loose, sql };
}

export function checkMigration(project: Project, migration: Migration): Promise<Answer> {
  const { path, sql } = placedMigration(migration);
  return project.dev().then(() =>
    project.view(path, sql, async (view) => {
      const file = readReport(path, view);
      const fixed = fixedText(view);
      const report = { ...reportOf(await project.session(), []), files: [file] };
      return answerOf(
        report,
        fixed === undefined
          ? []
          : ['', 'With all fixes that add and correct, which is what dev has where the two met:', '', fixed],
        fixed === undefined ? {} : { fixed },
      );
    }),
  );
}

export async function proveMigration(project: Project, migration: Migration): Promise<Answer> {
  const { path, sql } = placedMigration(migration);
  await project.dev();
  const target = await project.target();
  return project.view(path, sql, async (view) => {
    const session = await project.session();
    const opened = { session, views: [view], report: reportOf(session, []) };
    return answerOf(await verifyOpened(project.terminal, opened, target), [], {});
  });
}

/** The text after every fix that adds or corrects; undefined where there is none. */
function fixedText({ document, result, resultOf }: FileView): string | undefined {
  const edits = fixThroughout(document.text, result, resultOf);
  return edits.length === 0 ? undefined : applyEdits(document.text, edits);
}

function answerOf(report: Report & { files: readonly FileReport[] }, more: readonly string[], facts: object): Answer {
  const { files, dev, failures, settings, notes, summary } = jsonOf(report);
  return {
    text: [formatHuman(report, { color: false }).trimEnd(), ...more].join('\n'),
    facts: { ...files[0], dev, failures, settings, notes, summary, ...facts },
    narrower: 'Give the file in parts, or mend the first findings and ask again.',
  };
}
