/** ALTER TABLE: what is refused for the text of its commands. */
import { bodiesOf, itemsOf } from '../ast';
import type { AlterTableStmt } from '../parse';
import { checkRefusals, columnRefusals, generatedRefusals, keyRefusals, storageRefusals } from './columns';
import { optionRefusals } from './options';
import type { Refusals } from './refusal';
import { boundRefusals } from './tables';

export function alterTableRefusals(refusals: Refusals, statement: AlterTableStmt): void {
  const table = statement.relation?.relname ?? '';
  const at = statement.relation?.location;
  let methods = 0;
  for (const command of bodiesOf(statement.cmds, 'AlterTableCmd')) {
    const { subtype, def } = command;
    if (subtype === 'AT_AddColumn' && def && 'ColumnDef' in def) columnRefusals(refusals, def.ColumnDef, table);
    if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def && def.Constraint.contype === 'CONSTR_CHECK')
      checkRefusals(refusals, def.Constraint.raw_expr);
    if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def) keyRefusals(refusals, def.Constraint);
    if (subtype === 'AT_SetStorage' && def && 'String' in def) storageRefusals(refusals, def.String.sval ?? '', at);
    if (
      subtype === 'AT_SetCompression' &&
      def &&
      'String' in def &&
      !/^(default|pglz|lz4)$/.test(def.String.sval ?? '')
    )
      refusals.add(`invalid compression method "${def.String.sval}"`, at);
    if (subtype === 'AT_SetStatistics' && def && 'Integer' in def && (def.Integer.ival ?? 0) < -1)
      refusals.add(`statistics target ${def.Integer.ival} is too low`, at);
    if (subtype === 'AT_SetOptions' || subtype === 'AT_ResetOptions')
      for (const { defname } of bodiesOf(itemsOf(def), 'DefElem'))
        if (!/^n_distinct(_inherited)?$/.test(defname ?? '')) refusals.add(`unrecognized parameter "${defname}"`, at);
    if (subtype === 'AT_ColumnDefault') refusals.expression(def, 'DEFAULT expression');
    if (subtype === 'AT_SetExpression') generatedRefusals(refusals, def);
    if (subtype === 'AT_AlterColumnType' && def && 'ColumnDef' in def)
      refusals.expression(def.ColumnDef.raw_default, 'transform expression');
    if (subtype === 'AT_AttachPartition' && def && 'PartitionCmd' in def && def.PartitionCmd.bound)
      boundRefusals(refusals, def.PartitionCmd.bound);
    if (subtype === 'AT_SetAccessMethod' && ++methods > 1)
      refusals.add('cannot have multiple SET ACCESS METHOD subcommands', at, { from: 150000 });
    if (subtype === 'AT_SetRelOptions' && statement.objtype === 'OBJECT_VIEW')
      optionRefusals(refusals, itemsOf(def), 'view', at);
    if (subtype === 'AT_SetRelOptions' && statement.objtype === 'OBJECT_TABLE')
      optionRefusals(refusals, itemsOf(def), 'table', at);
    if (subtype === 'AT_ResetRelOptions' && bodiesOf(itemsOf(def), 'DefElem').some(({ arg }) => arg !== undefined))
      refusals.add('RESET must not include values for parameters', at);
  }
}
