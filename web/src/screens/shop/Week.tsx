import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { measuresQuery } from '@/api/queries';
import type { Day, Decimal } from '@/api/types';
import { firstDay } from '@/format/dates';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { ChartPanel } from '@/parts/ChartPanel';
import { Placeholder } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { addDays } from '@/period/period';
import { useScope } from '@/scope/Scope';
import styles from './Week.module.css';

const weekday = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The seven days around the one shown, against the week before. A click on a day shows it. */
export function Week({ shopId, date, today, currency, onDay }: { shopId: string; date: Day; today: Day; currency: string; onDay: (day: Day) => void }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const { network } = useScope();
  const start = addDays(date, -((weekday(date) - firstDay(format.locale) + 7) % 7));
  const days = Array.from({ length: 7 }, (_, i) => addDays(start, i));
  const request = { networkId: network.id, measures: ['net_sales', 'visits'], from: addDays(start, -7), to: addDays(start, 6), by: 'day' as const, per: 'location' as const, node: shopId };
  const measures = useQuery({ ...measuresQuery(request), refetchInterval: days.includes(today) ? 30_000 : false });
  const value = (measure: string, day: Day): Decimal | null => measures.data?.rows.find((row) => row.measure === measure && row.period === day)?.value ?? null;
  const rows = days.map((day) => ({ day, net: value('net_sales', day), visits: value('visits', day), before: value('net_sales', addDays(day, -7)) }));
  const top = Math.max(1, ...rows.flatMap((row) => [toNumber(row.net) ?? 0, toNumber(row.before) ?? 0]));
  const share = (amount: Decimal | null) => `${Math.max(0, ((toNumber(amount) ?? 0) / top) * 100)}%`;

  return (
    <ChartPanel id="week" title={t('week.title')} note={t('week.note', { range: format.range(days[0]!, days[6]!) })} fileName="week" height={220} measure={{ name: 'net_sales', title: t('figures.netSales') }}
      table={() => ({
        columns: [
          { key: 'day', title: t('week.day'), csv: 'day' }, { key: 'net', title: t('who.sales', { currency }), csv: 'net_sales', numeric: true },
          { key: 'before', title: t('week.before'), csv: 'week_before', numeric: true }, { key: 'visits', title: t('who.visits'), csv: 'visits', numeric: true },
        ],
        rows: rows.map((row) => ({ key: row.day, raw: [row.day, row.net, row.before, row.visits], cells: [format.dayLong(row.day), format.amount(row.net, currency), format.amount(row.before, currency), format.count(row.visits)] })),
      })}
    >
      {measures.isPending ? <Placeholder height={196} /> : measures.isError && !measures.data ? <ErrorState error={measures.error} onRetry={() => void measures.refetch()} /> : (
        <ol className={styles.days}>
          {rows.map((row) => (
            <li key={row.day}>
              <button type="button" className={styles.day} aria-current={row.day === date ? 'date' : undefined} onClick={() => onDay(row.day)} 
                title={t('week.dayLabel', { day: format.dayLong(row.day), value: format.money(row.net, currency), before: format.money(row.before, currency) })}>
                <b>{row.day > today ? '\u00a0' : row.net === null ? '–' : format.moneyTick(toNumber(row.net) ?? 0, currency)}</b>
                <span className={styles.bars}><i className={styles.before} style={{ height: share(row.before) }} /><i className={styles.bar} data-partial={row.day === today || undefined} style={{ height: share(row.net) }} /></span>
                <span className={styles.name}>{new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${row.day}T00:00:00Z`))}</span>
                <span className={styles.visits}>{row.visits === null || row.day > today ? '\u00a0' : t('week.visits', { count: toNumber(row.visits) ?? 0 })}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </ChartPanel>
  );
}
