import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Holds exactly the room of what is coming, so that nothing jumps. */
export function Placeholder({ height, width = '100%', radius = 6 }: { height: number | string; width?: number | string; radius?: number }) {
  return <Skeleton height={height} width={width} radius={radius} aria-hidden />;
}

/** Lines of text to come. */
export function PlaceholderLines({ lines, lineHeight = 20 }: { lines: number; lineHeight?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('loading')} style={{ display: 'grid', gap: lineHeight * 0.5 }}>
      {Array.from({ length: lines }, (_, line) => <Placeholder key={line} height={lineHeight * 0.7} width={`${92 - ((line * 17) % 38)}%`} />)}
    </div>
  );
}
