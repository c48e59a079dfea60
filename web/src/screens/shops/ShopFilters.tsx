import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Band, LocationStatus } from '@/api/types';
import { BANDS } from '@/theme/tokens';
import { STATUSES, type ShopsAddress } from './address';
import styles from './ShopFilters.module.css';
import type { ShopRow } from './useShopRows';

interface Props { address: ShopsAddress; rows: readonly ShopRow[] | undefined; onChange: (patch: Partial<ShopsAddress>, replace?: boolean) => void; onClear: () => void }

export function ShopFilters({ address, rows, onChange, onClear }: Props) {
  const { t } = useTranslation('shops');
  const [text, setText] = useState(address.q ?? '');
  const settle = useDebouncedCallback((q: string) => onChange({ q: q || undefined }, true), 150);
  useEffect(() => setText(address.q ?? ''), [address.q]);
  const write = (value: string) => { setText(value); settle(value); };

  const regions = useMemo(() => [...new Map((rows ?? []).filter((r) => r.regionId).map((r) => [r.regionId!, r.region]))].map(([value, label]) => ({ value, label })), [rows]);
  const statuses = useMemo(() => { const present = new Set(rows?.map((r) => r.status)); return STATUSES.filter((s) => present.has(s)); }, [rows]);
  const isFiltered = address.q || address.band || address.status || address.region;

  return (
    <div className={styles.filters} role="search">
      <TextInput className={styles.text} value={text} onChange={(e) => write(e.currentTarget.value)} placeholder={t('find')} aria-label={t('find')} leftSection={<IconSearch size={16} stroke={1.6} />}
        rightSection={text ? <CloseButton size="sm" aria-label={t('clear')} onClick={() => write('')} /> : null} />
      <Select className={styles.pick} aria-label={t('band')} placeholder={t('band')} clearable value={address.band ?? null} onChange={(v) => onChange({ band: (v as Band | null) ?? undefined })}
        data={BANDS.map((value) => ({ value, label: t(`common:band.${value}`) }))} />
      {regions.length > 1 && <Select className={styles.pick} aria-label={t('region')} placeholder={t('region')} clearable searchable={regions.length > 8} value={address.region ?? null} onChange={(v) => onChange({ region: v ?? undefined })} data={regions} />}
      {statuses.length > 1 && <Select className={styles.pick} aria-label={t('status')} placeholder={t('status')} clearable value={address.status ?? null} onChange={(v) => onChange({ status: (v as LocationStatus | null) ?? undefined })}
        data={statuses.map((value) => ({ value, label: t(`common:status.${value}`) }))} />}
      {isFiltered && <Button variant="subtle" onClick={onClear}>{t('clear')}</Button>}
    </div>
  );
}
