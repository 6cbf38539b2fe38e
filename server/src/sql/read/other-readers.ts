/** Statements that do the same with objects of every kind, and those about objects that are kept by their text or only named. */
import { bodiesOf, stringsOf } from '../ast';
import type {
  AlterDefaultPrivilegesStmt,
  AlterExtensionContentsStmt,
  AlterExtensionStmt,
  AlterFunctionStmt,
  AlterOperatorStmt,
  AlterOpFamilyStmt,
  AlterPublicationStmt,
  AlterStatsStmt,
  AlterSubscriptionStmt,
  AlterTSConfigurationStmt,
  AlterTSDictionaryStmt,
  CreateAmStmt,
  CreateCastStmt,
  CreateConversionStmt,
  CreateOpClassStmt,
  CreateOpFamilyStmt,
  CreatePLangStmt,
  CreatePublicationStmt,
  CreateSubscriptionStmt,
  CreateTransformStmt,
  DropSubscriptionStmt,
  GrantStmt,
  ReindexStmt,
} from '../parse';
import type { Source } from '../source';
import { sqlType } from '../types';
import { qualifiedName } from './indexes';
import {
  publishedSchemas,
  requireGranted,
  requireKind,
  requireOther,
  requireRelation,
  requireRoutine,
  routineActions,
  writtenTypes,
} from './named-objects';
import { alterOwner, comment, drop, renameObject, setSchema } from './object-verbs';
import type { DdlOp } from './ops';
import { alterOther, createOther, keptSettings } from './others';
import { grant, published, relations } from './queries';

export const otherReaders = {
  DropStmt: drop,
  CommentStmt: comment,
  RenameStmt: renameObject,
  AlterObjectSchemaStmt: setSchema,
  AlterOwnerStmt: alterOwner,
  AlterFunctionStmt: (source: Source, { func, objtype, actions }: AlterFunctionStmt): DdlOp[] => [
    ...requireRoutine(source, func, objtype).map((op) => ({ ...op, actions: routineActions(source) })),
    ...keptSettings(source, actions),
  ],
  AlterDefaultPrivilegesStmt: (source: Source, { options }: AlterDefaultPrivilegesStmt): DdlOp[] =>
    bodiesOf(options, 'DefElem').flatMap(({ defname, arg }) =>
      defname === 'schemas' && arg && 'List' in arg
        ? stringsOf(arg.List.items).map((name) => requireKind(source, 'schema', { name }))
        : [],
    ),
  GrantStmt: (source: Source, body: GrantStmt) => [grant(source, body), ...requireGranted(source, body)],
  ReindexStmt: (source: Source, { kind, relation, name }: ReindexStmt): DdlOp[] => [
    relations(source, 'REINDEX', 'other', kind === 'REINDEX_OBJECT_TABLE' ? [relation] : []),
    ...(kind === 'REINDEX_OBJECT_INDEX' ? requireRelation(source, 'index', relation) : []),
    ...(kind === 'REINDEX_OBJECT_TABLE' ? requireRelation(source, 'table', relation) : []),
    ...(kind === 'REINDEX_OBJECT_SCHEMA' ? [requireKind(source, 'schema', { name: name ?? '' })] : []),
  ],

  CreatePublicationStmt: (source: Source, body: CreatePublicationStmt): DdlOp[] => [
    createOther(source, 'PUBLICATION', body.pubname),
    published(source, body),
    ...publishedSchemas(source, body.pubobjects),
  ],
  AlterPublicationStmt: (source: Source, body: AlterPublicationStmt): DdlOp[] => [
    alterOther(source, 'PUBLICATION', body.pubname),
    published(source, body),
    ...publishedSchemas(source, body.pubobjects),
  ],
  CreateSubscriptionStmt: (source: Source, body: CreateSubscriptionStmt) =>
    createOther(source, 'SUBSCRIPTION', body.subname),
  CreatePLangStmt: (source: Source, body: CreatePLangStmt) =>
    createOther(source, 'LANGUAGE', body.plname, undefined, { replaces: body.replace ?? false }),
  CreateAmStmt: (source: Source, body: CreateAmStmt) => createOther(source, 'ACCESS METHOD', body.amname),
  CreateConversionStmt: (source: Source, body: CreateConversionStmt) =>
    createOther(source, 'CONVERSION', body.conversion_name),
  CreateOpClassStmt: (source: Source, body: CreateOpClassStmt) =>
    createOther(source, 'OPERATOR CLASS', body.opclassname, undefined, {
      method: body.amname ?? '',
      ownFamily: body.opfamilyname === undefined,
    }),
  CreateOpFamilyStmt: (source: Source, body: CreateOpFamilyStmt) =>
    createOther(source, 'OPERATOR FAMILY', body.opfamilyname, undefined, { method: body.amname ?? '' }),
  CreateCastStmt: (source: Source, { sourcetype, targettype }: CreateCastStmt) =>
    createOther(source, 'CAST', undefined, undefined, {
      types: [sourcetype, targettype].flatMap((type) => (type ? [sqlType(type)] : [])),
    }),
  CreateTransformStmt: (source: Source, { type_name: type, lang, replace }: CreateTransformStmt) =>
    createOther(source, 'TRANSFORM', undefined, undefined, {
      replaces: replace ?? false,
      types: type ? [sqlType(type)] : [],
      method: lang ?? '',
    }),

  AlterSubscriptionStmt: (source: Source, body: AlterSubscriptionStmt) =>
    requireOther(source, 'SUBSCRIPTION', body.subname),
  AlterOpFamilyStmt: (source: Source, body: AlterOpFamilyStmt) =>
    requireOther(source, 'OPERATOR FAMILY', body.opfamilyname, { method: body.amname ?? '' }),
  AlterOperatorStmt: (source: Source, { opername }: AlterOperatorStmt) =>
    requireOther(source, 'OPERATOR', opername?.objname, {
      types: opername ? writtenTypes({ ObjectWithArgs: opername }) : [],
    }),
  AlterTSDictionaryStmt: (source: Source, body: AlterTSDictionaryStmt) =>
    requireOther(source, 'TEXT SEARCH DICTIONARY', body.dictname),
  AlterTSConfigurationStmt: (source: Source, body: AlterTSConfigurationStmt) => [
    requireOther(source, 'TEXT SEARCH CONFIGURATION', body.cfgname),
    ...bodiesOf(body.dicts, 'List').map(({ items }) => requireOther(source, 'TEXT SEARCH DICTIONARY', items)),
  ],
  AlterStatsStmt: (source: Source, body: AlterStatsStmt) =>
    requireKind(source, 'statistics', qualifiedName(body.defnames) ?? { name: '' }, body.missing_ok),
  AlterExtensionStmt: (source: Source, body: AlterExtensionStmt) =>
    requireKind(source, 'extension', { name: body.extname ?? '' }),
  AlterExtensionContentsStmt: (source: Source, body: AlterExtensionContentsStmt) =>
    requireKind(source, 'extension', { name: body.extname ?? '' }),
  DropSubscriptionStmt: (source: Source, { subname, missing_ok: ifExists = false }: DropSubscriptionStmt): DdlOp => ({
    ...requireOther(source, 'SUBSCRIPTION', subname, { ifExists }),
    op: 'drop',
    cascade: false,
  }),
} as const;
