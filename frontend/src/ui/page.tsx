import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useCommon } from '@/lib/i18n';

interface PageProps {
  title: string;
  /** Sets « Erreur : » before the title of the document. */
  hasErrors?: boolean;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** False when the page focuses something better than its title, such as the first row of a list. */
  focusTitle?: boolean;
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
  return (
    <Stack gap="md" maw={narrow ? 860 : undefined}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
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
          <Group gap="xs" className="no-print">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Stack>
  );
}
