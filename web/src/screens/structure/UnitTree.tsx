import { Checkbox } from '@mantine/core';
import { IconBuildingStore, IconChevronDown, IconChevronRight, IconMap2, IconNetwork, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NodeKind } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { useIsPhone } from '@/parts/useIsPhone';
import { useDensity } from '@/theme/density';
import { useRowsInView } from '../shops/useRowsInView';
import styles from './UnitTree.module.css';
import type { UnitLine } from './useStructure';

const ICONS = { network: IconNetwork, region: IconMap2, group: IconUsersGroup, location: IconBuildingStore } satisfies Record<NodeKind, unknown>;

interface Props {
  lines: readonly UnitLine[]; openId: string | undefined; selected: ReadonlySet<string>; maySelect: boolean;
  onToggle: (id: string) => void; onSelect: (ids: readonly string[], on: boolean) => void; onOpen: (id: string) => void;
}

/** The tree, a line per unit; only the lines in view exist. */
export function UnitTree({ lines, openId, selected, maySelect, onToggle, onSelect, onOpen }: Props) {
  const { t } = useTranslation('structure');
  const format = useFormat();
  const isPhone = useIsPhone();
  const isCompact = useDensity() === 'compact';
  const height = isPhone ? 56 : isCompact ? 36 : 46;
  const { ref, items, before, after } = useRowsInView<HTMLUListElement>(lines.length, height);
  const shown = lines.filter((line) => line.node.kind !== 'network' && !line.node.nameOnly).map((line) => line.node.id);
  const chosen = shown.filter((id) => selected.has(id)).length;
  return (
    <>
      {maySelect && (
        <div className={styles.head}>
          <Checkbox size="sm" checked={chosen > 0 && chosen === shown.length} indeterminate={chosen > 0 && chosen < shown.length} onChange={(event) => onSelect(shown, event.currentTarget.checked)} label={t('all', { count: shown.length })} />
        </div>
      )}
      <ul ref={ref} className={styles.tree} style={{ paddingTop: before, paddingBottom: after }} aria-label={t('title')}>
        {items.map((item) => {
          const { node, depth, shops, holds, isOpen } = lines[item.index]!;
          const Sign = ICONS[node.kind];
          const isUnit = node.kind !== 'network' && !node.nameOnly;
          return (
            <li key={node.id} className={styles.line} style={{ height, paddingInlineStart: `calc(var(--pad) + ${depth} * var(--step))` }} data-open={node.id === openId || undefined} data-archived={node.archived || undefined}>
              {maySelect && (isUnit ? <Checkbox size="sm" aria-label={t('select', { name: node.name })} checked={selected.has(node.id)} onChange={(event) => onSelect([node.id], event.currentTarget.checked)} /> : <span className={styles.gap} />)}
              {holds ? <button type="button" className={styles.toggle} aria-expanded={isOpen} aria-label={t('branch', { name: node.name })} onClick={() => onToggle(node.id)}>{isOpen ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}</button> : <span className={styles.toggle} />}
              <Sign size={17} stroke={1.6} aria-hidden className={styles.sign} />
              {isUnit ? <button type="button" className={styles.name} onClick={() => onOpen(node.id)}><b>{node.name}</b><span>{node.code}</span></button> : <span className={styles.name}><b>{node.name}</b></span>}
              <span className={styles.state} data-told={node.archived || (node.kind === 'location' && node.status !== 'open') || undefined}>{node.archived ? t('common:status.archived') : node.kind === 'location' ? (node.status === 'open' ? '' : t(`common:status.${node.status}`)) : t('common:shops', { count: shops })}</span>
              <span className={styles.more}>{node.kind === 'location' ? [node.chairs ? t('chairs', { count: node.chairs }) : null, node.openedOn ? t('since', { day: format.day(node.openedOn) }) : null].filter(Boolean).join(' · ') : t(`common:kind.${node.kind}`)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
