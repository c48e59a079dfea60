import { useScope } from '@/scope/Scope';
import type { TreeIndex } from '@/scope/treeIndex';

/** The shop that a question of one shop is asked of: the one at hand, else the first open one below. */
export function useShop(): { id: string; name: string } | undefined {
  const { tree, nodeId } = useScope();
  if (!tree) return undefined;
  const here = tree.get(nodeId) ?? tree.root;
  return here && (here.kind === 'location' ? here : firstShop(tree, here.id));
}

function firstShop(tree: TreeIndex, id: string): { id: string; name: string } | undefined {
  for (const child of tree.children(id)) {
    const found = child.kind === 'location' ? (child.status === 'open' ? child : undefined) : firstShop(tree, child.id);
    if (found) return found;
  }
  return undefined;
}
