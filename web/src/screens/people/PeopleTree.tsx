import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconFilterOff, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, PersonGrant, TreeNode } from '@/api/types';
import { ListFrame } from '@/parts/ListFrame';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { Face } from './Face';
import type { PeopleViewProps } from './PeopleList';
import styles from './PeopleTree.module.css';

/** A network of this many people stands open as a whole. */
const FEW = 60;

interface Line { node: TreeNode; depth: number; holders: readonly { person: Person; grant: PersonGrant }[]; below: number; isOpen: boolean }

/** The tree with who holds what where. Places without anybody are left out; a branch opens by a click. */
export function PeopleTree({ list, people, isFiltered, openId, onOpen, onClear }: PeopleViewProps) {
  const { t } = useTranslation('people');
  const { tree } = useScope();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());

  const holders = useMemo(() => {
    const byNode = new Map<string, { person: Person; grant: PersonGrant }[]>();
    for (const person of people) for (const grant of person.grants) byNode.set(grant.nodeId, [...(byNode.get(grant.nodeId) ?? []), { person, grant }]);
    return byNode;
  }, [people]);
  const below = useMemo(() => {
    const counts = new Map<string, number>();
    for (const [nodeId, held] of holders) for (const above of tree?.path(nodeId).slice(0, -1) ?? []) counts.set(above.id, (counts.get(above.id) ?? 0) + held.length);
    return counts;
  }, [holders, tree]);
  const lines = useMemo(() => {
    const found: Line[] = [];
    const visit = (node: TreeNode, depth: number) => {
      const held = holders.get(node.id) ?? [];
      const hidden = below.get(node.id) ?? 0;
      if (held.length === 0 && hidden === 0) return;
      // Two levels stand open to begin with, all of them while something is searched for.
      const isOpen = (depth < 2 || isFiltered || people.length <= FEW) !== toggled.has(node.id);
      found.push({ node, depth, holders: held, below: hidden, isOpen });
      if (isOpen) for (const child of tree?.children(node.id) ?? []) visit(child, depth + 1);
    };
    if (tree?.root) visit(tree.root, 0);
    return found;
  }, [tree, holders, below, toggled, isFiltered, people.length]);
  const toggle = (id: string) => setToggled((before) => { const next = new Set(before); if (!next.delete(id)) next.add(id); return next; });

  return (
    <ListFrame list={list} isEmpty={lines.length === 0} empty={isFiltered
      ? <EmptyState icon={<IconFilterOff size={22} />} title={t('nothing.title')} text={t('nothing.text')} action={<Button variant="default" onClick={onClear}>{t('clear')}</Button>} />
      : <EmptyState icon={<IconUsers size={22} />} title={t('empty.title')} text={t('empty.text')} />}>
      <ul className={styles.tree} aria-label={t('view.treeLabel')}>
        {lines.map(({ node, depth, holders: held, below: hidden, isOpen }) => (
          <li key={node.id} className={styles.line}>
            {hidden > 0
              ? <button type="button" className={styles.place} style={{ paddingInlineStart: `calc(${depth} * var(--step))` }} aria-expanded={isOpen} onClick={() => toggle(node.id)}>{isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}<PlaceName node={node} />{!isOpen && <span className={styles.hidden}>{t('below', { count: hidden })}</span>}</button>
              : <span className={styles.place} style={{ paddingInlineStart: `calc(${depth} * var(--step))` }}><i className={styles.spacer} /><PlaceName node={node} /></span>}
            <span className={styles.holders}>
              {held.map(({ person, grant }) => (
                <button key={grant.id} type="button" className={styles.holder} data-open={person.id === openId || undefined} data-quiet={person.status === 'disabled' || undefined} onClick={() => onOpen(person.id)}>
                  <Face name={person.name} /><span><b>{person.name}</b><span>{t(`common:role.${grant.role}`)}{person.status !== 'active' && ` · ${t(`state.${person.status}`)}`}</span></span>
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </ListFrame>
  );
}

function PlaceName({ node }: { node: TreeNode }) {
  const { t } = useTranslation();
  return <span className={styles.name}><b>{node.name}</b><span>{t(`kind.${node.kind}`)}</span></span>;
}
