import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RosterProposal, RosterTurn } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Panel } from '@/parts/Panel';
import styles from './Roster.module.css';
import { clockLabel, daysOfHours, weekOf } from './rosterWeek';

/** Everybody's week: the plan, and where the proposal is another, that beside it. */
export function RosterGrid({ roster }: { roster: RosterProposal }) {
  const { t } = useTranslation('roster');
  const format = useFormat();
  const days = daysOfHours(roster.hours, roster.week);
  const one = (value: number) => new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(value);
  const words = (turns: readonly RosterTurn[]) => (turns.length === 0 ? t('grid.off') : turns.map((turn) => `${clockLabel(turn.start, format.locale)} – ${clockLabel(turn.end, format.locale)}`).join(', '));
  return (
    <Panel id="week" title={t('grid.title')} note={t('grid.note')} flush>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('grid.title')}>
        <table className={styles.grid}>
          <caption className={styles.caption}>{t('grid.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('grid.who')}</th>
              {days.map(({ day, wanted }, at) => <th key={day} scope="col"><span>{format.weekday((at + 1) % 7, 'short')} {format.dayShort(day)}</span><small>{t('grid.wanted', { visits: one(wanted) })}</small></th>)}
              <th scope="col">{t('grid.hours')}</th>
            </tr>
          </thead>
          <tbody>
            {roster.people.map((person) => (
              <tr key={person.staffId}>
                <th scope="row"><span>{person.name}</span>{person.title && <small>{person.title}</small>}</th>
                {weekOf(person, roster.week).map((cell) => (
                  <td key={cell.day} data-moved={cell.isMoved || undefined} data-off={cell.isOff || undefined}>
                    {cell.isOff ? <span className={styles.away}>{t('grid.away')}</span> : cell.isMoved ? (
                      <>
                        <s className={styles.was}><span className={styles.caption}>{t('grid.was')} </span>{words(cell.plan)}</s>
                        <b className={styles.now}><IconArrowRight size={12} aria-hidden /><span className={styles.caption}>{t('grid.becomes')} </span>{words(cell.proposal)}</b>
                      </>
                    ) : <span className={cell.plan.length === 0 ? styles.away : undefined}>{words(cell.plan)}</span>}
                  </td>
                ))}
                <td className={styles.number}>{person.planHours === person.proposalHours ? one(person.planHours) : <><s className={styles.was}>{one(person.planHours)}</s> <b>{one(person.proposalHours)}</b></>}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('grid.hours')}</th>
              {days.map(({ day, plan, proposal }) => <td key={day} className={styles.number}>{one(plan) === one(proposal) ? one(plan) : <><s className={styles.was}>{one(plan)}</s> <b>{one(proposal)}</b></>}</td>)}
              <td className={styles.number}>{one(roster.gain.proposalHours)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Panel>
  );
}
