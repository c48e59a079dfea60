import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const barber: MantineColorsTuple = ['#e9eff7', '#d3dfee', '#b9cbe3', '#8fadd3', '#6795cd', '#3f72b3', '#2d5f9f', '#1f4e8c', '#183f72', '#112d52'];

export const theme = createTheme({
  primaryColor: 'barber',
  primaryShade: { light: 7, dark: 3 },
  colors: { barber },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: 'var(--font)',
  fontSizes: { xs: 'var(--fs-1)', sm: 'var(--fs-2)', md: 'var(--fs-2)', lg: 'var(--fs-3)', xl: 'var(--fs-4)' },
  headings: { fontFamily: 'var(--font)' },
  defaultRadius: 'sm',
  radius: { sm: 'var(--radius-s)', md: 'var(--radius)' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'none' } },
    Popover: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'none' } },
    Tooltip: { defaultProps: { openDelay: 250, transitionProps: { duration: 100 }, withArrow: false } },
    Modal: { defaultProps: { transitionProps: { duration: 140 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 160 } } },
  },
});

/** Mantine's own variables follow ours, so that its controls belong to the same picture in both schemes. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-contrast': 'var(--ink-on-accent)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent)',
  };
  return { variables: {}, light: shared, dark: shared };
};
