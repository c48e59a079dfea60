import { SegmentedControl } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitForecast, UnitForecasts, UnitRef } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Change } from '@/parts/Change';
import { ChartPanel } from '@/parts/ChartPanel';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { PlaceholderLines } from '@/parts/Placeholder';
import { RangeBar } from '@/parts/RangeBar';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import type { ForecastAddress } from './address';
import styles from './RevenueScreen.module.css';
import { nextUnitSort, sortUnits, topOf } from './unitOrder';

interface Props { units: UseQueryResult<UnitForecasts>; node: UnitRef; per: ForecastAddress['per']; sort: ForecastAddress['sort']; onChange: (patch: Partial<ForecastAddress>, replace?: boolean) => void }
const SHOWN = 200;

/** The units below a place on one scale; each leads one level down. */
export function UnitOutlooks({ units, node, per, sort = '-expected', onChange }: Props) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { tree } = useScope();
  const rows = useMemo(() => sortUnits(units.data?.items ?? [], sort), [units.data, sort]);
  const max = useMemo(() => topOf(rows), [rows]);
  if (node.kind === 'location' || (units.data && rows.length === 0)) return null;
  const currency = (unit: UnitForecast) => unit.node.currency;
  const range = (unit: UnitForecast) => (unit.value.p05 === null ? '' : t('units.range', { low: format.moneyCompact(unit.value.p05, currency(unit)), high: format.moneyCompact(unit.value.p95, currency(unit)) }));
  const children = tree?.children(node.id) ?? [];
  const hasLevels = children.length === 0 || children.some((child) => child.kind !== 'location');
  const columns: ListColumn<UnitForecast>[] = [
    { key: 'name', title: t('units.name'), sorts: true, onPhone: 'title', width: '24%', cell: (unit) => <span className={styles.unit}><b>{unit.node.name}</b>{unit.restsOnLittle && <span className="muted small">{t('units.little')}</span>}</span> },
    { key: 'bar', title: t('units.bar'), cell: (unit) => <RangeBar mean={unit.value.mean} low={unit.value.p05} high={unit.value.p95} tick={unit.value.lastYear} max={max} label={[format.moneyCompact(unit.value.mean, currency(unit)), range(unit)].filter(Boolean).join(', ')} /> },
    { key: 'expected', title: t('units.expected'), sorts: true, numeric: true, onPhone: 'end', width: '130px', cell: (unit) => <b title={format.money(unit.value.mean, currency(unit))}>{format.moneyCompact(unit.value.mean, currency(unit))}</b> },
    { key: 'range', title: t('chart.range'), numeric: true, onPhone: 'note', width: '190px', cell: range },
    { key: 'change', title: t('units.change'), sorts: true, numeric: true, onPhone: 'end', width: '120px', cell: (unit) => <Change value={unit.value.change === null ? null : String(unit.value.change)} /> },
  ];
  return (
    <ChartPanel
      id="units" title={t('units.title')} note={t('units.note')} height={280} fileName="revenue-forecasts" flush measure={{ name: 'net_sales', title: t('netSales') }}
      extra={hasLevels ? <SegmentedControl size="xs" aria-label={t('units.per')} value={per ?? 'child'} onChange={(value) => onChange({ per: value === 'location' ? 'location' : undefined }, true)} data={[{ value: 'child', label: t('units.child') }, { value: 'location', label: t('units.shops') }]} /> : undefined}
      table={() => ({
        columns: [
          { key: 'name', title: t('units.name'), csv: 'name' }, { key: 'mean', title: `${t('units.expected')}, ${node.currency}`, csv: 'expected', numeric: true }, { key: 'low', title: t('chart.low'), csv: 'p05', numeric: true },
          { key: 'high', title: t('chart.high'), csv: 'p95', numeric: true }, { key: 'lastYear', title: t('chart.lastYear'), csv: 'lastYear', numeric: true }, { key: 'change', title: t('units.change'), csv: 'change', numeric: true },
        ],
        rows: rows.map((unit) => ({
          key: unit.node.id, raw: [unit.node.name, unit.value.mean, unit.value.p05, unit.value.p95, unit.value.lastYear, unit.value.change],
          cells: [unit.node.name, ...[unit.value.mean, unit.value.p05, unit.value.p95, unit.value.lastYear].map((value) => format.amount(value, currency(unit))), format.change(unit.value.change)],
        })),
      })}
    >
      {units.isPending ? <div style={{ padding: 'var(--pad)' }}><PlaceholderLines lines={6} /></div> : units.isError && !units.data ? <ErrorState error={units.error} onRetry={() => void units.refetch()} /> : (
        <>
          <ListTable caption={t('units.title')} columns={columns} rows={rows.slice(0, SHOWN)} rowKey={(unit) => unit.node.id} onPick={(unit) => onChange({ node: unit.node.id, per: undefined })}
            sort={{ by: sort.replace('-', ''), falls: sort.startsWith('-'), onSort: (key) => onChange({ sort: nextUnitSort(key, sort) }, true) }} />
          {rows.length > SHOWN && <p className={styles.missing}>{t('units.more', { shown: format.count(SHOWN), count: rows.length })}</p>}
          {units.data!.missing.length > 0 && <p className={styles.missing}>{t('units.missing', { count: units.data!.missing.length, names: units.data!.missing.slice(0, 5).map((unit) => unit.name).join(', ') })}</p>}
        </>
      )}
    </ChartPanel>
  );
}
