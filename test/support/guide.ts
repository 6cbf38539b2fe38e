/** The guide's schema as dev, and the draft that almost ran. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const workspace = path.resolve(__dirname, '../workspaces/bazaar');
const read = (file: string) => readFileSync(path.join(workspace, file), 'utf8');

/** The verified migration, which made dev. */
export const guide = read('dev/schema.sql');
export const draft = read('migrations/brand_extraction.sql');
export const placeholders = read('migrations/autofix.sql');
