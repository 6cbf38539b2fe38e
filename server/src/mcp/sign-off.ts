/** What a person looks at before a migration runs: what undoes it, and its checklist. */
import { reportOf } from '../cli/check';
import { checklistOf } from '../cli/checklist';
import { checklistInJson } from '../report/in-json';
import { checklistInMarkdown } from '../report/in-markdown';
import { rollbackOf } from '../workspace/rollback';
import type { Answer } from './answer';
import { type Migration, placedMigration } from './migrations';
import type { Project } from './project';

export async function rollbackMigration(project: Project, migration: Migration): Promise<Answer> {
  const { path, sql } = placedMigration(migration);
  await project.dev();
  return project.view(path, sql, async (view) => {
    const { workspace } = await project.session();
    const { signal } = project.terminal;
    const { statements, proof, gone, existing } = await rollbackOf(workspace, view, { existing: true, signal });
    const script = existing?.text ?? statements.join('\n');
    const lost = gone.map((one) => `Does not come back: ${one}`);
    return {
      text: [...(existing ? [`${existing.path} undoes it already:`] : []), script, '', proof.said, ...lost].join('\n'),
      facts: { script, outcome: proof.outcome, said: proof.said, gone, ...(existing && { existing: existing.path }) },
      narrower: 'Give the migration in parts.',
    };
  });
}

export async function reportMigration(project: Project, migration: Migration): Promise<Answer> {
  const { path, sql } = placedMigration(migration);
  await project.dev();
  return project.view(path, sql, async (view) => {
    const session = await project.session();
    const opened = { session, views: [view], report: reportOf(session, []) };
    const made = await checklistOf(project.terminal, opened, {});
    return {
      text: checklistInMarkdown(made),
      facts: JSON.parse(checklistInJson(made, opened.report.pathOf)) as Record<string, unknown>,
      narrower: 'Give the migration in parts.',
    };
  });
}
