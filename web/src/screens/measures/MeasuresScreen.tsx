import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogueQuery } from '@/api/queries';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import styles from './MeasuresScreen.module.css';

const route = getRouteApi('/frame/measures');

/** The glossary: one published definition per measure. `?measure=` names the one a reader came for. */
export function MeasuresScreen() {
  const { t } = useTranslation('measures');
  const { measure } = route.useSearch();
  const catalogue = useQuery(catalogueQuery());
  const [wanted, setWanted] = useState('');
  const isReady = catalogue.isSuccess;
  useEffect(() => {
    if (isReady && measure) document.getElementById(`measure-${measure}`)?.scrollIntoView({ block: 'center' });
  }, [isReady, measure]);

  const needle = wanted.trim().toLocaleLowerCase();
  const items = (catalogue.data?.items ?? []).filter((m) => !needle || m.title.toLocaleLowerCase().includes(needle) || m.name.includes(needle));
  return (
    <div className={styles.screen}>
      <PageHead title={t('title')} note={t('note')} actions={
        <TextInput value={wanted} onChange={(e) => setWanted(e.currentTarget.value)} placeholder={t('find')} aria-label={t('find')} leftSection={<IconSearch size={16} />} />
      } />
      <Panel>
        {catalogue.isPending && <PlaceholderLines lines={10} lineHeight={28} />}
        {catalogue.isError && <ErrorState error={catalogue.error} onRetry={() => void catalogue.refetch()} />}
        {isReady && items.length === 0 && <EmptyState title={t('nothing')} />}
        <dl className={styles.list}>
          {items.map((m) => (
            <div key={m.name} id={`measure-${m.name}`} className={styles.item} data-wanted={m.name === measure || undefined}>
              <dt><b>{m.title}</b><code>{m.name}</code></dt>
              <dd>
                <p>{m.text}</p>
                <p className={styles.formula}>{m.formula}</p>
                <p className={styles.facts}>{t(`unit.${m.unit}`)} · {t(`direction.${m.direction}`)}{m.additive ? ` · ${t('additive')}` : ''}</p>
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  );
}
