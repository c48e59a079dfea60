import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveProvider } from '@/live/LiveProvider';
import { PartBoundary } from '@/parts/PartBoundary';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { ScopeProvider } from '@/scope/ScopeProvider';
import styles from './AppFrame.module.css';
import { BottomBar } from './BottomBar';
import { OfflineNote } from './OfflineNote';
import { SideNav } from './SideNav';
import { TopBar } from './TopBar';
import { usePaletteKey } from './usePaletteKey';

const SearchPalette = lazy(() => import('./SearchPalette'));

/** What stands around every screen. */
export function AppFrame() {
  const { t } = useTranslation('frame');
  const path = useLocation({ select: (location) => location.pathname });
  const [paletteAsked, setPaletteAsked] = useState(0);
  const openPalette = () => setPaletteAsked((times) => times + 1);
  usePaletteKey(openPalette);
  // The API reference brings its own main part.
  const Content = path === '/reference' ? 'div' : 'main';

  return (
    <ScopeProvider
      loading={<FrameWaiting />}
      empty={<main className={styles.alone}><EmptyState title={t('noNetwork.title')} text={t('noNetwork.text')} /></main>}
      failed={(error, retry) => <main className={styles.alone}><ErrorState error={error} onRetry={retry} whole /></main>}
    >
      <LiveProvider>
        <a className={styles.skip} href="#content">{t('common:skip')}</a>
        <div className={styles.frame}>
          <SideNav onSearch={openPalette} />
          <div className={styles.column}>
            <TopBar />
            <OfflineNote />
            <Content id="content" tabIndex={-1} className={styles.main}>
              <PartBoundary resetKey={path}>
                <Suspense fallback={<PlaceholderLines lines={6} />}><Outlet /></Suspense>
              </PartBoundary>
            </Content>
          </div>
          <BottomBar onSearch={openPalette} />
        </div>
        {paletteAsked > 0 && <Suspense fallback={null}><SearchPalette asked={paletteAsked} /></Suspense>}
      </LiveProvider>
    </ScopeProvider>
  );
}

function FrameWaiting() {
  return (
    <div className={styles.frame}>
      <div className={styles.navWaiting} />
      <div className={styles.column}>
        <div className={styles.barWaiting} />
        <main className={styles.main}><PlaceholderLines lines={6} /></main>
      </div>
    </div>
  );
}
