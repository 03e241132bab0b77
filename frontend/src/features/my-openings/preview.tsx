import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { clock, dayAndMonth, isoDay, parisInstant } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { DayField, TimeField } from '@/ui/day-field';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { type LeavingAudience, previewQuery } from './queries';
import { useTexts } from './texts';

const AUDIENCES: LeavingAudience[] = ['cpts', 'pro', 'snp', 'public'];

/** « Ce que voit… »: what each audience would find in this agenda at an instant, as the search itself answers it. */
export function Preview({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const [audience, setAudience] = useState<LeavingAudience>('cpts');
  const [day, setDay] = useState(() => isoDay(new Date()));
  const [time, setTime] = useState(() => clock(new Date()));
  const at = day && time ? parisInstant(day, time) : undefined;
  const query = useQuery({ ...previewQuery(professionalId, audience, at ?? ''), enabled: Boolean(at) });
  const slots = query.data?.items ?? [];
  const days = [...new Set(slots.map((slot) => isoDay(slot.starts_at)))];
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('preview.text')}
      </Text>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={t('preview.audience')}
          data={AUDIENCES.map((one) => ({ value: one, label: codeLabel('audience', one) }))}
          value={audience}
          onChange={({ currentTarget }) => setAudience(currentTarget.value as LeavingAudience)}
        />
        <DayField label={t('preview.day')} value={day} onChange={setDay} />
        <TimeField label={t('preview.time')} value={time} onChange={setTime} />
      </Group>
      <ListFaces
        query={query}
        isEmpty={slots.length === 0}
        empty={<EmptyFace>{t('preview.empty')}</EmptyFace>}
      >
        <dl>
          {days.map((one) => (
            <div key={one}>
              <dt>
                <Text fw={600}>{dayAndMonth(one)}</Text>
              </dt>
              <Text component="dd" m={0} mb="xs">
                {slots
                  .filter((slot) => isoDay(slot.starts_at) === one)
                  .map((slot) => clock(slot.starts_at))
                  .join(', ')}
              </Text>
            </div>
          ))}
        </dl>
      </ListFaces>
    </Stack>
  );
}
