import type { UnitKind } from '@/api/paths';
import type { NodeKind, TreeNode } from '@/api/types';

/** Which levels a unit of a kind may lie directly below; the server has the last word. */
export const HOLDERS: Record<UnitKind, readonly NodeKind[]> = {
  region: ['network', 'region'], group: ['network', 'region', 'group'], location: ['network', 'region', 'group'],
};
export const isUnit = (node: TreeNode): node is TreeNode & { kind: UnitKind } => node.kind !== 'network';
