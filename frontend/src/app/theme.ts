import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  parseThemeColor,
  type VariantColorsResolver,
} from '@mantine/core';

// Measured contrasts: text at least 4.5:1, controls and focus at least 3:1 (WCAG AA).
const petrole: MantineColorsTuple = [
  '#e8f6f8',
  '#cfe9ed',
  '#a3d3da',
  '#72bbc6',
  '#46a2b0',
  '#23899a',
  '#0f7383',
  '#0b5c68',
  '#084753',
  '#05323b',
];
const ardoise: MantineColorsTuple = [
  '#f2f5f7',
  '#e3e8ed',
  '#cdd5dc',
  '#aab6c0',
  '#8397a6',
  '#7a8794',
  '#5f6e7b',
  '#4b5966',
  '#3d4b59',
  '#2a3742',
];
const rouge: MantineColorsTuple = [
  '#fdecea',
  '#f9d3cf',
  '#f1a8a1',
  '#e77b71',
  '#dc5247',
  '#cb3a2f',
  '#b3261e',
  '#b3261e',
  '#8f1d15',
  '#6e150f',
];
const ambre: MantineColorsTuple = [
  '#fff3e0',
  '#ffe3b8',
  '#fbc87c',
  '#eea83f',
  '#d98c17',
  '#b87005',
  '#995600',
  '#8a4b00',
  '#7a4100',
  '#5c3100',
];
const vert: MantineColorsTuple = [
  '#e6f4ec',
  '#c9e7d6',
  '#97d0b0',
  '#63b688',
  '#379a65',
  '#1a824d',
  '#0a6b3d',
  '#0a6b3d',
  '#0a5a34',
  '#063f24',
];

// `light` = tint 1 with text 9: at least 7:1. Never pass a shade ("gray.7") with variant light.
const variantColorResolver: VariantColorsResolver = (input) => {
  const base = defaultVariantColorsResolver(input);
  const colour = parseThemeColor({ color: input.color || input.theme.primaryColor, theme: input.theme });
  if (input.variant !== 'light' || !colour.isThemeColor) return base;
  const shade = (step: number) => `var(--mantine-color-${colour.color}-${step})`;
  return { ...base, background: shade(1), hover: shade(2), color: shade(9) };
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  dark: {},
  light: {
    '--mantine-color-error': '#b3261e',
    '--mantine-color-dimmed': '#4b5966',
    '--mantine-color-placeholder': '#5f6e7b',
    '--mantine-color-default-border': '#7a8794',
    '--mantine-color-text': '#16212b',
  },
});

export const theme = createTheme({
  primaryColor: 'petrole',
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { petrole, ardoise, rouge, ambre, vert, gray: ardoise, red: rouge, green: vert, yellow: ambre },
  variantColorResolver,
  black: '#16212b',
  fontFamily: "'Source Sans 3 Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Source Sans 3 Variable', system-ui, sans-serif", fontWeight: '650' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  components: {
    Badge: { defaultProps: { tt: 'none' } },
    // The words of an act are never cut: on 320 px a long one goes over two lines.
    Button: {
      styles: {
        root: {
          display: 'inline-flex',
          alignItems: 'center',
          justifyContent: 'center',
          height: 'auto',
          minHeight: 'var(--button-height)',
          maxWidth: '100%',
        },
        label: { whiteSpace: 'normal' },
      },
    },
    Anchor: { defaultProps: { underline: 'always' } },
    // A dialog's <header> is no banner of the page.
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Fermer' },
        centered: true,
        styles: { title: { fontWeight: 700, fontSize: '1.125rem' } },
        attributes: { header: { role: 'none' } },
      },
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Fermer' },
        position: 'right',
        attributes: { header: { role: 'none' } },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Fermer' } } },
    // Without it the focus goes to the first item, and the menu holds items alone (WCAG 1.3.1).
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tabs: { defaultProps: { keepMounted: false } },
  },
});
