import type { Tree, TreeNode } from '@/api/types';

/** The tree with its questions answered fast, for ten thousand shops. */
export interface TreeIndex {
  root: TreeNode | undefined;
  get(id: string | undefined): TreeNode | undefined;
  children(id: string): readonly TreeNode[];
  /** From the network down to the node itself. */
  path(id: string | undefined): readonly TreeNode[];
  all: readonly TreeNode[];
  shopsUnder(id: string | undefined): number;
}

const NOTHING: readonly TreeNode[] = [];

export function indexTree(tree: Tree): TreeIndex {
  const byId = new Map(tree.nodes.map((node) => [node.id, node]));
  const byParent = new Map<string, TreeNode[]>();
  for (const node of tree.nodes) {
    if (node.parentId === null) continue;
    const siblings = byParent.get(node.parentId);
    if (siblings) siblings.push(node);
    else byParent.set(node.parentId, [node]);
  }
  for (const siblings of byParent.values()) siblings.sort((a, b) => a.name.localeCompare(b.name));
  const root = tree.nodes.find((node) => node.kind === 'network') ?? tree.nodes.find((node) => node.parentId === null);
  const counts = new Map<string, number>();
  const count = (id: string): number => {
    const known = counts.get(id);
    if (known !== undefined) return known;
    const sum = (byParent.get(id) ?? NOTHING).reduce((total, child) => total + (child.kind === 'location' ? 1 : count(child.id)), 0);
    counts.set(id, sum);
    return sum;
  };
  return {
    root,
    all: tree.nodes,
    get: (id) => (id === undefined ? undefined : byId.get(id)),
    children: (id) => byParent.get(id) ?? NOTHING,
    path: (id) => {
      const path: TreeNode[] = [];
      // The length guard keeps a broken parent chain from looping for ever.
      for (let node = id === undefined ? undefined : byId.get(id); node && path.length < 16; node = node.parentId ? byId.get(node.parentId) : undefined) path.unshift(node);
      return path;
    },
    shopsUnder: (id) => (id ?? root?.id) === undefined ? 0 : count((id ?? root?.id) as string),
  };
}
