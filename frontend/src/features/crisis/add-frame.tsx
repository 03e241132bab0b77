import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCommon } from '@/lib/i18n';
import { useTexts } from './texts';

export interface AddProps<T> {
  /** With the names of those chosen, so that the part can be told in words. */
  onAdd: (part: T, names: Record<string, string>) => void;
  onCancel: () => void;
}

interface AddFrameProps {
  title: string;
  /** Missing until there is something to describe it with. */
  onAdd?: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** A part of a plan while it is described. */
export function AddFrame({ title, onAdd, onCancel, children }: AddFrameProps) {
  const t = useTexts();
  const common = useCommon();
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Stack gap="sm">
        <Text fw={600}>{title}</Text>
        {children}
        <Group gap="xs">
          {onAdd && <Button onClick={onAdd}>{t('edit.add')}</Button>}
          <Button variant="default" onClick={onCancel}>
            {common('actions.cancel')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
