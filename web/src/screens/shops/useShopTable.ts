import { createColumnHelper, getCoreRowModel, getSortedRowModel, useReactTable, type SortingState } from '@tanstack/react-table';
import { useMemo } from 'react';
import { toNumber } from '@/format/numbers';
import { BANDS } from '@/theme/tokens';
import { SORTABLE, type ShopsAddress, type SortKey } from './address';
import type { ShopRow } from './useShopRows';

const column = createColumnHelper<ShopRow>();
const number = (pick: (row: ShopRow) => string | null) => (row: ShopRow) => toNumber(pick(row)) ?? undefined;
// `undefined` sorts last in either direction: a shop without figures is never the best nor the worst.
const COLUMNS = [
  column.accessor('name', { id: 'name', sortingFn: 'text' }),
  column.accessor('region', { id: 'region', sortingFn: 'text' }),
  column.accessor(number((r) => r.netSales), { id: 'netSales', sortUndefined: 'last' }),
  column.accessor(number((r) => r.change), { id: 'change', sortUndefined: 'last' }),
  column.accessor(number((r) => r.visits), { id: 'visits', sortUndefined: 'last' }),
  column.accessor(number((r) => r.ticket), { id: 'ticket', sortUndefined: 'last' }),
  column.accessor((row) => (row.band ? BANDS.length - BANDS.indexOf(row.band) : undefined), { id: 'band', sortUndefined: 'last' }),
];
export const isNumeric = (key: SortKey) => key !== 'name' && key !== 'region' && key !== 'band';

/** Filter and order as the address says. */
export function useShopTable(rows: readonly ShopRow[] | undefined, { q, band, status, region, sort = '-netSales' }: ShopsAddress) {
  const filtered = useMemo(() => {
    const needle = q?.trim().toLocaleLowerCase() ?? '';
    return (rows ?? []).filter((row) =>
      (!needle || row.name.toLocaleLowerCase().includes(needle) || row.code?.toLocaleLowerCase().includes(needle)) &&
      (!band || row.band === band) && (!status || row.status === status) && (!region || row.regionId === region));
  }, [rows, q, band, status, region]);
  const sorting = useMemo<SortingState>(() => [{ id: sort.replace('-', ''), desc: sort.startsWith('-') }], [sort]);
  const table = useReactTable({
    data: filtered, columns: COLUMNS, state: { sorting }, getRowId: (row) => row.id,
    getCoreRowModel: getCoreRowModel(), getSortedRowModel: getSortedRowModel(), manualFiltering: true,
  });
  return { shown: table.getRowModel().rows, sortedBy: sorting[0]!.id as SortKey, isFalling: sorting[0]!.desc };
}

/** What the next click on a head sorts by: numbers fall first, names rise first, a second click turns round. */
export function nextSort(key: SortKey, sortedBy: SortKey, isFalling: boolean): NonNullable<ShopsAddress['sort']> {
  const falls = key === sortedBy ? !isFalling : isNumeric(key) || key === 'band';
  return falls ? `-${key}` : key;
}
export { SORTABLE };
