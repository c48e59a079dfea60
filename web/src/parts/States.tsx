import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconLock, IconMapPinOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import styles from './States.module.css';

interface StateProps { icon?: ReactNode; title: string; text?: ReactNode; action?: ReactNode; role?: 'status' | 'alert'; whole?: boolean }

function State({ icon, title, text, action, role, whole }: StateProps) {
  const Title = whole ? 'h1' : 'p';
  return (
    <div className={styles.state} role={role} data-whole={whole || undefined}>
      {icon && <span className={styles.icon} aria-hidden>{icon}</span>}
      <Title className={styles.title}>{title}</Title>
      {text && <p className={styles.text}>{text}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** Says what would be here and gives the one button that fills it. */
export function EmptyState(props: Omit<StateProps, 'role' | 'whole'>) {
  return <State {...props} />;
}

/** Says what happened, what was kept and what to do, by the kind of failure. */
export function ErrorState({ error, onRetry, whole = false }: { error: unknown; onRetry?: () => void; whole?: boolean }) {
  const { t } = useTranslation();
  const retry = onRetry && <Button variant="default" size="sm" onClick={onRetry}>{t('retry')}</Button>;
  // A whole screen that leads nowhere offers the way back.
  const home = whole && <Button variant="default" size="sm" renderRoot={(props) => <Link to="/" {...props} />}>{t('state.backHome')}</Button>;
  const problem = error instanceof ApiProblem ? error : null;
  const size = 22;
  if (problem?.status === 0) return <State role="alert" whole={whole} icon={<IconCloudOff size={size} />} title={navigator.onLine ? t('state.errorTitle') : t('state.offlineTitle')} text={t('state.noAnswer')} action={retry} />;
  if (problem?.status === 403) return <State role="alert" whole={whole} icon={<IconLock size={size} />} title={t('state.forbiddenTitle')} text={t('state.forbiddenText')} action={home} />;
  if (problem?.status === 404) return <State role="alert" whole={whole} icon={<IconMapPinOff size={size} />} title={t('state.notFoundTitle')} text={t('state.notFoundText')} action={home} />;
  return (
    <State
      role="alert"
      whole={whole}
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
