import { Button, CloseButton, Group, Stack, Text } from '@mantine/core';
import { DayField } from '@/ui/day-field';
import { idOf } from './rota-faults';
import type { FieldsProps } from './rule-fields';
import { useTexts } from './texts';

/** As many as the API keeps. */
const MOST_PAIRS = 20;

/** Pairs of dates that no one person has both of: Christmas and New Year. */
export function ApartPairs({ form }: FieldsProps) {
  const t = useTexts();
  const { apart, first, last } = form.values;
  const side = (rank: number, which: 'one' | 'other') => {
    const path = `apart.${rank}.${which}`;
    const label = t(which === 'one' ? 'make.apartFirst' : 'make.apartSecond', { rank: rank + 1 });
    return <DayField id={idOf(path)} label={label} min={first} max={last} {...form.getInputProps(path)} />;
  };
  return (
    <Stack gap={4} id={idOf('apart')} role="group" aria-label={t('make.apart')} tabIndex={-1}>
      <Text size="sm" fw={500}>
        {t('make.apart')}
      </Text>
      {apart.map((_, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place in the list, two may be the same while typed
        <Group key={rank} gap="xs" align="flex-end">
          {side(rank, 'one')}
          {side(rank, 'other')}
          <CloseButton
            size="lg"
            aria-label={t('make.apartRemove', { rank: rank + 1 })}
            onClick={() => form.removeListItem('apart', rank)}
          />
        </Group>
      ))}
      <Text size="sm" c="red">
        {form.errors.apart}
      </Text>
      {apart.length < MOST_PAIRS && (
        <Button
          variant="default"
          size="compact-md"
          w="fit-content"
          onClick={() => form.insertListItem('apart', { one: '', other: '' })}
        >
          {t('make.apartAdd')}
        </Button>
      )}
    </Stack>
  );
}
