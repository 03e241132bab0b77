import { Group, Stack, Text, Title } from '@mantine/core';
import { type FocusEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useCommon } from '@/lib/i18n';

interface PageProps {
  title: string;
  /** Sets « Erreur : » before the title of the document. */
  hasErrors?: boolean;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** False when the page focuses something better than its title, such as the first row of a list. */
  focusTitle?: boolean;
  /** False when the sheets of the page have titles of their own on paper. */
  printsTitle?: boolean;
  /** Widest useful reading width, for forms and sheets. */
  narrow?: boolean;
  children: ReactNode;
}

/** One screen: document title, the only h1 (focused on arrival, so that it is announced), actions, content. */
export function Page({
  title,
  hasErrors,
  subtitle,
  actions,
  focusTitle = true,
  printsTitle = true,
  narrow,
  children,
}: PageProps) {
  const t = useCommon();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${hasErrors ? t('errors.title', { title }) : title} – ${t('brand')}`;
  }, [title, hasErrors, t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on arrival only
  useEffect(() => {
    if (focusTitle) heading.current?.focus({ preventScroll: true });
  }, []);
  const keep = useKeptFocus(heading);
  return (
    <Stack gap="md" maw={narrow ? 860 : undefined} onFocus={keep.focused} onBlur={keep.left}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className={printsTitle ? undefined : 'no-print'}>
          <Title order={1} fz={{ base: '1.35rem', sm: '1.5rem' }} ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {subtitle && (
            <Text component="div" c="dimmed" size="sm">
              {subtitle}
            </Text>
          )}
        </div>
        {actions && (
          <Group gap="xs" w={{ base: '100%', xs: 'auto' }} className="no-print">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Stack>
  );
}

/**
 * An act takes its own button away, or puts it out of use while it runs: the focus would fall on nothing, and the
 * keyboard with it. It comes back to the button when that still stands, else to the title.
 */
function useKeptFocus(heading: RefObject<HTMLHeadingElement | null>) {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (!last.current || document.activeElement !== document.body) return;
    if (last.current.isConnected && !last.current.matches(':disabled')) last.current.focus();
    else if (!last.current.isConnected) heading.current?.focus({ preventScroll: true });
  });
  return {
    focused: (event: FocusEvent<HTMLElement>) => {
      last.current = event.target;
    },
    // Whoever clicks beside, or goes to the menu, leaves by himself; a dialog comes back.
    left: ({ target, currentTarget, relatedTarget: goes }: FocusEvent<HTMLElement>) => {
      const leaves =
        goes instanceof Element
          ? !currentTarget.contains(goes) && !goes.closest('[role="dialog"]')
          : target.isConnected && !target.matches(':disabled');
      if (leaves) last.current = null;
    },
  };
}
