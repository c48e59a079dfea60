import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@/theme/tokens.css';
import '@/theme/base.css';
import '@/theme/mantine.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { router } from '@/app/router';
import { startTranslations } from '@/i18n';
import { cssVariables, theme } from '@/theme/theme';

// A session that ends in the middle of work leads to the sign-in and back to the very same address.
onSignedOut(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in' || !queryClient.getQueryData(['me'])) return;
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { return: href, ended: '1' } });
});

await startTranslations();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
