/** Whether the server in this process is one still: a crash of it throws nothing, it only answers nothing any more. */
import type { PGlite } from '@electric-sql/pglite';

export class Crashed extends Error {}

/**
 * `command`: what the last statement's CommandComplete says; a comment alone has none either, so that then the server is
 * asked. @throws Crashed
 */
export async function answered(on: PGlite, command: string | undefined): Promise<void> {
  if (command !== undefined) return;
  const rows = await on.query('SELECT 1').then(
    (result) => result.rows.length,
    // A transaction that has failed takes no statement.
    ({ code }: { readonly code?: unknown }) => (code === '25P02' ? 1 : 0),
  );
  if (rows === 0) throw new Crashed();
}
