import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconLock, IconMapPinOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import styles from './States.module.css';

interface StateProps { icon?: ReactNode; title: string; text?: ReactNode; action?: ReactNode; role?: 'status' | 'alert' }

function State({ icon, title, text, action, role }: StateProps) {
  return (
    <div className={styles.state} role={role}>
      {icon && <span className={styles.icon} aria-hidden>{icon}</span>}
      <p className={styles.title}>{title}</p>
      {text && <p className={styles.text}>{text}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** Says what would be here and gives the one button that fills it. */
export function EmptyState(props: Omit<StateProps, 'role'>) {
  return <State {...props} />;
}

/** Says what happened, what was kept and what to do, by the kind of failure. */
export function ErrorState({ error, onRetry, whole = false }: { error: unknown; onRetry?: () => void; whole?: boolean }) {
  const { t } = useTranslation();
  const retry = onRetry && <Button variant="default" size="sm" onClick={onRetry}>{t('retry')}</Button>;
  const problem = error instanceof ApiProblem ? error : null;
  const size = 22;
  if (problem?.status === 0) return <State role="alert" icon={<IconCloudOff size={size} />} title={navigator.onLine ? t('state.errorTitle') : t('state.offlineTitle')} text={t('state.noAnswer')} action={retry} />;
  if (problem?.status === 403) return <State role="alert" icon={<IconLock size={size} />} title={t('state.forbiddenTitle')} text={t('state.forbiddenText')} />;
  if (problem?.status === 404) return <State role="alert" icon={<IconMapPinOff size={size} />} title={t('state.notFoundTitle')} text={t('state.notFoundText')} />;
  return (
    <State
      role="alert"
      icon={<IconAlertTriangle size={size} />}
      title={t('state.errorTitle')}
      text={
        <>
          {problem ? problem.message : t('state.partBrokenText')} {!whole && t('state.errorKept')}
          {problem?.traceId && <span className={styles.reference}>{t('state.reference', { id: problem.traceId })}</span>}
        </>
      }
      action={retry}
    />
  );
}
