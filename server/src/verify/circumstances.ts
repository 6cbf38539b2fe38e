/** What else than the files decides what a statement makes: the time, the rows, settings, the server. */

import { findTable } from '../model/resolve';
import type { Routine, Schema } from '../model/schema';
import { pushTo } from '../text/lists';
import { namePattern, writtenName, writtenNames } from '../text/quoted';

/** Text that runs with a statement: its own, and the routines that it calls, as far as their names tell. */
export function runTexts(text: string, schema: Schema): string[] {
  const texts = [text];
  const named = new Set<Routine>();
  // Each text adds the routines that it names; more than these would be no migration's.
  for (let at = 0; at < texts.length && at < mostTexts; at++)
    for (const [, name] of texts[at]!.matchAll(called))
      for (const routine of routinesNamed(schema, writtenName(name!)))
        if (!named.has(routine) && routine.definition !== undefined) {
          named.add(routine);
          texts.push(routine.definition);
        }
  return texts.map(withoutComments);
}
const called = new RegExp(String.raw`(${namePattern})\s*\(`, 'g');
const mostTexts = 100;
const routinesByName = new WeakMap<Schema['routines'], ReadonlyMap<string, readonly Routine[]>>();
function routinesNamed({ routines }: Schema, name: string): readonly Routine[] {
  let known = routinesByName.get(routines);
  if (!known) {
    const all = new Map<string, Routine[]>();
    for (const overloads of routines.values())
      for (const one of overloads) if (one.extension === undefined) pushTo(all, one.name, one);
    known = all;
    routinesByName.set(routines, known);
  }
  return known.get(name) ?? [];
}
const withoutComments = (text: string): string => text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');

const timeFunctions =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|random|gen_random_uuid|uuid_generate_\w+|uuidv[47]|pg_backend_pid|txid_current|pg_current_xact_id)\s*\(|\b(?:current_date|current_time|current_timestamp|localtime|localtimestamp)\b|'(?:now|today|tomorrow|yesterday)'/i;
/** It may come out otherwise at another time. */
export function hangsOnTime(text: string, schema: Schema): boolean {
  return runTexts(text, schema).some((one) => timeFunctions.test(one));
}

/** Those that files set themselves are theirs: `search_path`. */
const settings = /\bcurrent_setting\s*\(\s*'((?!search_path')[^']+)'/i;
const serverFacts =
  /\b(?:version\s*\(\s*\)|server_version(?:_num)?|pg_(?:available_)?extension\w*|pg_settings|pg_tablespace|inet_server_\w+)\b/i;
const roles =
  /\b(?:pg_roles|pg_authid|pg_auth_members|pg_user|pg_shadow|pg_group|pg_has_role|has_\w+_privilege|to_regrole|applicable_roles|enabled_roles)\b|'[^']+'\s*::\s*regrole\b|\b(?:current_user|session_user|current_role|user)\b(?!\s*[(.])\s*(?:=|<>|!=|\bin\b|\bnot\b)/i;
const databases = /\b(?:current_database|current_catalog|pg_database)\b/i;
const statistics = /\b(?:reltuples|relpages|n_live_tup|pg_(?:total_)?relation_size|pg_stat_\w+)\b/i;
/** Undefined: the files alone decide. */
export function circumstanceOf(text: string, schema: Schema): string | undefined {
  const texts = runTexts(text, schema);
  for (const one of texts) {
    const setting = settings.exec(one)?.[1];
    if (setting !== undefined) return `the setting ${setting}`;
    if (serverFacts.test(one)) return 'the server';
    if (roles.test(one)) return 'roles';
    if (databases.test(one)) return 'the database';
    if (statistics.test(one)) return 'rows';
    const table = tableAsked(one, schema);
    if (table !== undefined) return `rows of ${table}`;
  }
  return undefined;
}
/** A table of the files' own whose rows are asked for by anything but a statement that only moves rows. */
function tableAsked(text: string, schema: Schema): string | undefined {
  for (const part of withoutConstants(text).split(/;|\b(?:then|loop|begin|else)\b/i)) {
    if (/^\s*(?:insert|update|delete|merge|with|truncate|create|alter|drop|comment|grant|revoke|do)\b/i.test(part))
      continue;
    const table = tableIn(part, schema);
    if (table !== undefined) return table;
  }
  return undefined;
}
export const withoutConstants = (text: string): string => text.replace(/'(?:[^']|'')*'/g, "''");
const fromTable = new RegExp(String.raw`\b(?:from|join)\s+(?:only\s+)?(${namePattern}(?:\.${namePattern})?)`, 'gi');
/** A table after FROM or JOIN. */
export function tableIn(code: string, schema: Schema): string | undefined {
  for (const [, written] of code.matchAll(fromTable)) {
    const [name, namespace] = writtenNames(written!).reverse();
    if (findTable(schema, namespace === undefined ? { name: name! } : { schema: namespace, name: name! })) return name;
  }
  return undefined;
}
