import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstDay } from '@/format/dates';
import { useFormat } from '@/i18n/useFormat';
import type { Period } from '@/period/period';

/** Two days picked on a calendar. Loaded when the control is first opened. */
export default function CustomPeriod({ period, today, onPick }: { period: Period; today: string; onPick: (period: Period) => void }) {
  const { t } = useTranslation('frame');
  const { locale } = useFormat();
  const [range, setRange] = useState<[string | null, string | null]>([period.from, period.to]);
  return (
    <DatePicker
      type="range" hideOutsideDates weekendDays={[]} firstDayOfWeek={firstDay(locale)} ariaLabels={{ previousMonth: t('period.previousMonth'), nextMonth: t('period.nextMonth') }} allowSingleDateInRange value={range} maxDate={today} defaultDate={period.to}
      onChange={(next) => {
        setRange(next);
        if (next[0] && next[1]) onPick({ from: next[0].slice(0, 10), to: next[1].slice(0, 10) });
      }}
    />
  );
}
