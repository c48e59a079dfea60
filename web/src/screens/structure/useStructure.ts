import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { treeQuery } from '@/api/queries';
import type { TreeNode } from '@/api/types';
import { useScope } from '@/scope/Scope';
import { indexTree } from '@/scope/treeIndex';
import type { StructureAddress } from './address';

export interface UnitLine { node: TreeNode; depth: number; shops: number; holds: boolean; isOpen: boolean }

/** The tree as lines: open branches only, or everything that fits what is searched for together with the way to it. */
export function useStructure({ q, archived }: StructureAddress) {
  const { network, nodeId } = useScope();
  const found = useQuery({ ...treeQuery(network.id, archived === '1'), select: indexTree });
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const tree = found.data;
  const lines = useMemo(() => {
    if (!tree?.root) return [];
    const needle = q?.trim().toLocaleLowerCase() ?? '';
    const wanted = new Set<string>();
    if (needle) for (const node of tree.all) if (node.name.toLocaleLowerCase().includes(needle) || node.code?.toLocaleLowerCase().includes(needle)) for (const step of tree.path(node.id)) wanted.add(step.id);
    const lines: UnitLine[] = [];
    const visit = (node: TreeNode, depth: number) => {
      if (needle && !wanted.has(node.id)) return;
      const children = tree.children(node.id);
      const isOpen = needle !== '' || (depth < 2) !== toggled.has(node.id);
      lines.push({ node, depth, shops: node.kind === 'location' ? 0 : tree.shopsUnder(node.id), holds: children.length > 0, isOpen });
      if (isOpen) for (const child of children) visit(child, depth + 1);
    };
    visit(tree.get(nodeId) ?? tree.root, 0);
    return lines;
  }, [tree, q, toggled, nodeId]);
  const toggle = (id: string) => setToggled((before) => { const next = new Set(before); if (!next.delete(id)) next.add(id); return next; });
  return { found, tree, lines, toggle };
}
