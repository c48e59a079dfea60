import { ActionIcon, Button, Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '@/api/types';
import { firstDay } from '@/format/dates';
import { useFormat } from '@/i18n/useFormat';
import { addDays } from '@/period/period';
import styles from './DaySwitch.module.css';

/** Which day: one back, one forward, any, or today. */
export function DaySwitch({ date, today, onChange }: { date: Day; today: Day; onChange: (date: Day | undefined) => void }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const go = (day: Day) => onChange(day === today ? undefined : day);
  return (
    <div className={styles.switch} role="group" aria-label={t('day.label')}>
      {date !== today && <Button variant="subtle" size="sm" onClick={() => onChange(undefined)}>{t('day.today')}</Button>}
      <ActionIcon variant="default" size={36} aria-label={t('day.before')} onClick={() => go(addDays(date, -1))}><IconChevronLeft size={17} /></ActionIcon>
      <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <Button variant="default" leftSection={<IconCalendar size={16} stroke={1.6} />} onClick={() => setOpen(!open)}>{format.dayLong(date)}</Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('day.pick')}>
          <DatePicker value={date} defaultDate={date} firstDayOfWeek={firstDay(format.locale)} ariaLabels={{ previousMonth: t('frame:period.previousMonth'), nextMonth: t('frame:period.nextMonth') }}
            onChange={(picked) => { if (picked) go(picked); setOpen(false); }} />
        </Popover.Dropdown>
      </Popover>
      <ActionIcon variant="default" size={36} aria-label={t('day.after')} onClick={() => go(addDays(date, 1))}><IconChevronRight size={17} /></ActionIcon>
    </div>
  );
}
