/** DO blocks, and statements whose effect the text does not tell. */

import { allKinds, allParts, isPart, keptAs, kinds, objectKey, parts, unknownKey } from '../../model/kinds';
import type { PMap } from '../../model/persistent-map';
import { creationSchema, findIn, findRelation, holderOf } from '../../model/resolve';
import type { Namespace, Schema, Table } from '../../model/schema';
import { type OpenFact, partFact, type UnknownKind } from '../../model/unknown';
import type { DdlOp, ObjectReference, Op } from '../../sql/read/ops';
import { t } from '../../text/l10n';
import type { QualifiedName } from '../../text/names';
import type { Draft } from '../draft';
import { forgetEverything, forgetLike } from '../forget';
import { requireUsed } from '../refusals/in-blocks';
import { isCaught } from './caught';
import { type Answers, holdAll } from './guards';

export function applyBlock(draft: Draft, op: Op<'block' | 'unknown'>): void {
  if (op.op === 'unknown') return forget(draft, op);
  const body = draft.trial();
  const answers: Answers = new Map();
  for (const { op: inner, conditional, when } of op.body) {
    const runs = conditional ? holdAll(body, when, answers) : true;
    if (runs === true) {
      // The body of a routine may have a search path of its own.
      if (inner.op === 'use' && draft.depth === 0) requireUsed(body, inner);
      body.apply(inner);
    } else if (runs === undefined) applyConditionally(body, inner);
  }
  // An exception handler undoes the whole block and goes on.
  if (body.conflicts.some((conflict) => isCaught(conflict, op.catches))) return;
  draft.conflicts.push(...body.conflicts);
  draft.schema = body.schema;
}

/**
 * Under IF: where running it would be refused, the condition must have been false, or the block would fail; where it
 * changes something, whether it did is unknown.
 */
function applyConditionally(draft: Draft, op: DdlOp): void {
  const trial = draft.trial();
  trial.apply(op);
  if (trial.conflicts.length > 0 || trial.schema === draft.schema) return;
  forgetDifferences(draft, draft.schema, trial.schema);
}

const reason = t('a block may have changed it, depending on a condition');
/** Takes the schema after, and makes unknown exactly what differs between the two. */
function forgetDifferences(draft: Draft, before: Schema, after: Schema): void {
  draft.schema = after;
  for (const kind of allKinds) {
    const { map } = kinds[kind];
    if (before[map] === after[map]) continue;
    for (const { key, before: old, after: now } of (after[map] as PMap<unknown>).changesFrom(before[map])) {
      const object = unknownKey(kind, key);
      if (map === 'tables' && old && now) forgetParts(draft, object, old as Table, now as Table);
      else draft.forget(object, reason);
      // Later statements make and rename what is in it.
      if (map === 'namespaces' && old && !now) draft.put('namespaces', key, old as Namespace);
    }
  }
}
function forgetParts(draft: Draft, object: string, old: Table, now: Table): void {
  for (const part of allParts) {
    const [before, after] = [old[parts[part]] ?? [], now[parts[part]] ?? []];
    const names = new Set([...before, ...after].map((each) => each.name));
    for (const name of names) {
      const find = (list: readonly { readonly name: string }[]) => list.find((each) => each.name === name);
      if (find(before) !== find(after)) draft.forget(object, reason, partFact(part, name));
    }
  }
}

function forget(draft: Draft, op: Op<'unknown'>): void {
  if (op.like) return forgetLike(draft, op.like, op.reason);
  if (op.objects.length === 0) return forgetEverything(draft, op.reason);
  for (const object of op.objects) {
    if (object.table) {
      const table = schemaAndName(draft, 'table', object.table.value);
      draft.forget(objectKey('table', table.schema, table.name), op.reason, openPart(object));
      continue;
    }
    const kind = keptAs(object.kind);
    const place = schemaAndName(draft, kind, object.name.value);
    draft.forget(objectKey(kind, place.schema, place.name), op.reason);
  }
}
function openPart({ kind, name: { value } }: ObjectReference): OpenFact | undefined {
  return isPart(kind) ? partFact(kind, value.name) : undefined;
}
/** Where the name is, or would be made. */
function schemaAndName(draft: Draft, kind: UnknownKind, name: QualifiedName): { schema: string; name: string } {
  if (kind === 'schema') return { schema: name.name, name: name.name };
  const found =
    kind === 'routine'
      ? findIn(draft.schema, draft.schema.routines, name)?.[0]
      : (findIn<{ schema: string; name: string }>(draft.schema, draft.schema.types, name) ??
        placeOfRelation(draft, name));
  return found
    ? { schema: found.schema, name: found.name }
    : { schema: name.schema ?? creationSchema(draft.schema) ?? '', name: name.name };
}
function placeOfRelation(draft: Draft, name: QualifiedName): { schema: string; name: string } | undefined {
  const relation = findRelation(draft.schema, name);
  const isWithinTable = relation !== undefined && 'table' in relation && relation.is !== 'table';
  return relation && !isWithinTable ? holderOf(relation) : undefined;
}
