import { useMediaQuery } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useMatch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useScope } from '@/scope/Scope';
import { useGoTo } from '@/scope/useGoTo';
import { Placeholder } from '@/parts/Placeholder';
import { useIsPhone } from '@/parts/useIsPhone';
import { PlaceSwitch } from './PlaceSwitch';
import styles from './TreePath.module.css';

/** network › region › group › shop: where am I, each part a switch to its neighbours, and one step further down. */
export function TreePath() {
  const { t } = useTranslation('frame');
  const { tree, network, networks, nodeId, change } = useScope();
  const shop = useMatch({ from: '/frame/shops/$shopId', shouldThrow: false })?.params.shopId;
  const isPhone = useIsPhone();
  // A long path does not fit beside the period there; cut to pieces it names nothing.
  const isNarrow = useMediaQuery('(max-width: 68em)', false, { getInitialValueInEffect: false });
  const goTo = useGoTo();
  if (!tree) return <Placeholder height={20} width={180} />;

  const path = tree.path(shop ?? nodeId ?? tree.root?.id);
  const here = path[path.length - 1] ?? tree.root;
  const below = here ? tree.children(here.id) : [];
  const pick = (id: string) => {
    const other = networks.find((candidate) => candidate.id === id && candidate.id !== network.id);
    if (other) change({ network: other.slug, node: undefined });
    else goTo(tree.get(id) ?? tree.root!);
  };
  const networkOptions = networks.length > 1 ? networks.map((n) => ({ id: n.id === network.id ? (tree.root?.id ?? n.id) : n.id, name: n.name })) : undefined;

  if (here && (isPhone || (isNarrow && path.length > 2))) {
    const sections = [
      { label: undefined, options: path.length > 1 ? path : [...(networkOptions ?? path)] },
      { label: t('tree.pick', { kind: t(`common:kind.${below[0]?.kind ?? 'location'}`).toLowerCase() }), options: below },
    ];
    return <PlaceSwitch label={`${here.name}, ${t('tree.label')}`} current={here.id} text={here.name} sections={sections} everywhere={tree.all} onPick={pick} strong />;
  }
  return (
    <nav aria-label={t('tree.label')}>
      <ol className={styles.path}>
        {path.map((node, depth) => {
          const siblings = node.parentId ? tree.children(node.parentId) : (networkOptions ?? [node]);
          const isLast = node === here;
          return (
            <li key={node.id} className={isLast ? styles.last : styles.step}>
              {depth > 0 && <IconChevronRight size={14} aria-hidden className={styles.chevron} />}
              <PlaceSwitch
                label={t('tree.switch', { name: node.name, kind: t(`common:kind.${node.kind}`).toLowerCase() })}
                current={node.id} text={node.name} sections={[{ label: undefined, options: siblings }]} onPick={pick} strong={isLast}
              />
            </li>
          );
        })}
        {below.length > 0 && (
          <li className={styles.step}>
            <IconChevronRight size={14} aria-hidden className={styles.chevron} />
            <PlaceSwitch
              label={t('tree.pick', { kind: t(`common:kind.${below[0]!.kind}`).toLowerCase() })}
              text={t('tree.pick', { kind: t(`common:kind.${below[0]!.kind}`).toLowerCase() })} sections={[{ label: undefined, options: below }]} onPick={pick} quiet
            />
          </li>
        )}
      </ol>
    </nav>
  );
}
