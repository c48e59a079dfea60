import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ListFrame.module.css';
import { Placeholder } from './Placeholder';
import { ErrorState } from './States';

interface Props {
  list: {
    isPending: boolean; isError: boolean; error: unknown; isPlaceholderData?: boolean; refetch: () => unknown;
    hasNextPage?: boolean; isFetchingNextPage?: boolean; fetchNextPage?: () => unknown;
  };
  isEmpty: boolean;
  empty: ReactNode;
  children: ReactNode;
}

/** A list in whichever state it is in; read on when its end comes into view. */
export function ListFrame({ list, isEmpty, empty, children }: Props) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const readOn = useRef(() => {});
  readOn.current = () => { if (list.hasNextPage && !list.isFetchingNextPage) list.fetchNextPage?.(); };
  useEffect(() => {
    if (!end.current) return;
    const observer = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) readOn.current(); }, { rootMargin: '600px' });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [list.hasNextPage]);

  if (list.isPending) return <div className={styles.frame}><div className={styles.waiting} role="status" aria-label={t('loading')}>{Array.from({ length: 8 }, (_, i) => <Placeholder key={i} height={24} />)}</div></div>;
  if (list.isError && isEmpty) return <div className={styles.frame}><ErrorState error={list.error} onRetry={() => void list.refetch()} /></div>;
  return (
    <div className={styles.frame} data-stale={list.isPlaceholderData || undefined} aria-busy={list.isPlaceholderData}>
      {isEmpty ? empty : children}
      {list.hasNextPage && (
        <div ref={end} className={styles.more}>
          <Button variant="subtle" size="sm" loading={list.isFetchingNextPage ?? false} onClick={() => list.fetchNextPage?.()}>{t('more')}</Button>
        </div>
      )}
    </div>
  );
}
