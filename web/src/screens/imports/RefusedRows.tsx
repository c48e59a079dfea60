import { Button, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusedQuery } from '@/api/queries';
import type { RefusedRow } from '@/api/types';
import frame from '@/parts/ListFrame.module.css';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Imports.module.css';

const SORTS = ['line', 'column', 'detail'] as const;
type Sort = (typeof SORTS)[number];
const compare: Record<Sort, (a: RefusedRow, b: RefusedRow) => number> = {
  line: (a, b) => a.file.localeCompare(b.file) || a.line - b.line,
  column: (a, b) => String(a.column ?? '').localeCompare(String(b.column ?? ''), undefined, { numeric: true }) || a.line - b.line,
  detail: (a, b) => a.code.localeCompare(b.code) || a.detail.localeCompare(b.detail) || a.line - b.line,
};

/** What was not taken, and why: by cause, by text, in any order. Order and filter hold for the rows read so far; the file has them all. */
export function RefusedRows({ importId, isRunning }: { importId: string; isRunning: boolean }) {
  const { t } = useTranslation('imports');
  const { network } = useScope();
  const list = useInfiniteQuery({ ...refusedQuery(network.id, importId), refetchInterval: isRunning ? 3_000 : false });
  const [text, setText] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [sort, setSort] = useState<{ by: Sort; falling: boolean }>({ by: 'line', falling: false });
  const all = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const codes = useMemo(() => { const counts = new Map<string, number>(); for (const row of all) counts.set(row.code, (counts.get(row.code) ?? 0) + 1); return [...counts].sort((a, b) => b[1] - a[1]); }, [all]);
  const rows = useMemo(() => {
    const needle = text.trim().toLocaleLowerCase();
    const shown = all.filter((row) => (!code || row.code === code) && (!needle || `${row.file} ${row.line} ${row.detail} ${row.row}`.toLocaleLowerCase().includes(needle)));
    return shown.sort((a, b) => compare[sort.by](a, b) * (sort.falling ? -1 : 1));
  }, [all, text, code, sort]);
  const hasFiles = new Set(all.map((row) => row.file)).size > 1;

  if (list.isPending) return <div className={styles.padded}><PlaceholderLines lines={5} /></div>;
  if (list.isError && all.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const head = (by: Sort) => (
    <th scope="col" aria-sort={sort.by === by ? (sort.falling ? 'descending' : 'ascending') : undefined}>
      <button type="button" className={styles.sort} onClick={() => setSort({ by, falling: sort.by === by && !sort.falling })}>{t(`refused.${by}`)}{sort.by === by && (sort.falling ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}</button>
    </th>
  );
  return (
    <>
      <div className={`${frame.filters} ${styles.refusedFilters}`} role="search">
        <TextInput className={frame.text ?? ''} value={text} onChange={(e) => setText(e.currentTarget.value)} placeholder={t('refused.find')} aria-label={t('refused.find')} leftSection={<IconSearch size={16} stroke={1.6} />} />
        <Select className={styles.cause ?? ''} aria-label={t('refused.detail')} placeholder={t('refused.detail')} clearable value={code} onChange={setCode} data={codes.map(([value, count]) => ({ value, label: `${value.replaceAll('_', ' ')} (${count})` }))} />
      </div>
      {rows.length === 0 ? <EmptyState icon={<IconFilterOff size={22} />} title={t('refused.nothing')} action={<Button variant="default" onClick={() => { setText(''); setCode(null); }}>{t('refused.clear')}</Button>} /> : (
        <div className={styles.refusedScroll} tabIndex={0} role="region" aria-label={t('refused.label')}>
          <table className={styles.refusedTable}>
            <thead><tr>{hasFiles && <th scope="col">{t('refused.file')}</th>}{head('line')}{head('column')}{head('detail')}<th scope="col">{t('refused.row')}</th></tr></thead>
            <tbody>{rows.map((row, index) => <tr key={index}>{hasFiles && <td>{row.file}</td>}<td className={styles.number}>{row.line}</td><td className={styles.number}>{row.column ?? '–'}</td><td className={styles.causeText}>{row.detail}</td><td><code>{row.row}</code></td></tr>)}</tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && <div className={frame.more}><Button variant="subtle" size="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('common:more')}</Button></div>}
    </>
  );
}
