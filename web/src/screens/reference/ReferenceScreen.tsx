import { useComputedColorScheme } from '@mantine/core';
import { createApiReference } from '@scalar/api-reference';
import '@scalar/api-reference/style.css';
import i18next from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '@/parts/PageHead';
import { mendReference } from './mendReference';
import './ReferenceScreen.css';
import styles from './ReferenceScreen.module.css';

/** The server's own OpenAPI document, to be read and tried. Nothing is asked of anybody else: no fonts, no proxy, no telemetry. */
export function ReferenceScreen() {
  const { t } = useTranslation('reference');
  const scheme = useComputedColorScheme('light');
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = document.createElement('div');
    host.current!.append(element);
    const reference = createApiReference(element, {
      url: '/openapi/v2.json',
      layout: 'modern',
      theme: 'none',
      forceDarkModeState: scheme,
      hideDarkModeToggle: true,
      withDefaultFonts: false,
      hideClientButton: true,
      showDeveloperTools: 'never',
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
      persistAuth: false,
      authentication: { preferredSecurityScheme: 'bearer' },
      // ⌘K is the app's own search.
      searchHotKey: 'j',
      // The browser's session signs the tries; unsafe methods carry what the server asks of cookie-authenticated requests.
      onBeforeRequest: ({ requestBuilder }) => { requestBuilder.headers.set('X-BookedBarber-Request', '1'); },
    });
    const stopMending = mendReference(element, i18next.t('copy'));
    return () => {
      stopMending();
      reference.destroy();
      element.remove();
    };
  }, [scheme]);
  return (
    <div className={styles.screen}>
      <section aria-label={t('title')}><PageHead title={t('title')} note={<>{t('note')} <a href="/openapi/v2.json" target="_blank" rel="noreferrer">{t('document')}</a></>} plainTitle={t('title')} /></section>
      <div ref={host} className={styles.host} />
    </div>
  );
}
