import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlaceList, UnplacedRule } from '@/api/hubTypes';
import { Panel } from '@/parts/Panel';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';

const RULES = ['every_shop', 'home', 'waits'] as const;

/** What becomes of records that name no shop, where the account serves several. */
export function UnplacedRules({ list, title, onChoose }: { list: PlaceList; title: string; onChoose: ((locationId: string) => void) | undefined }) {
  const { t, i18n } = useTranslation('connections');
  const { tree } = useScope();
  const matched = [...new Set(list.items.flatMap((place) => place.locationId ?? []))];
  if (matched.length < 2) return null;
  const nameOf = (id: string) => tree?.get(id)?.name ?? '';
  const named = (streams: UnplacedRule[]) => new Intl.ListFormat(i18n.language).format(streams.map((one) => one.title));
  return (
    <Panel title={t('unplaced.title')}>
      <div role="list" aria-label={t('unplaced.title')}>
        {RULES.map((rule) => [rule, list.unplaced.filter((one) => one.rule === rule)] as const).filter(([, streams]) => streams.length > 0).map(([rule, streams]) => (
          <div key={rule} className={styles.unplaced} role="listitem">
            <span className={styles.stack}>
              <b>{named(streams)}</b>
              <span>{t(`unplaced.${rule}`)}{streams.some((one) => one.vendorMaySay) && ` ${t('unplaced.unless', { title })}`}</span>
            </span>
            {rule === 'home' && (onChoose ? (
              <Select
                label={t('unplaced.until')} value={list.defaultLocationId} allowDeselect={false} onChange={(id) => id && onChoose(id)}
                data={matched.map((id) => ({ value: id, label: nameOf(id) })).sort((one, other) => one.label.localeCompare(other.label))}
              />
            ) : list.defaultLocationId && <span>{t('unplaced.untilAt', { name: nameOf(list.defaultLocationId) })}</span>)}
          </div>
        ))}
      </div>
    </Panel>
  );
}
