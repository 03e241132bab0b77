import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { civilInstant, clock, isoDay } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { DayField, TimeField } from '@/ui/day-field';
import { EmptyFace, ListFaces } from '@/ui/list-faces';
import { useIsPhone } from '@/ui/use-is-phone';
import { PreviewList } from './preview-list';
import { daysOf } from './preview-runs';
import { PreviewTable } from './preview-table';
import { type Audience, previewQuery } from './queries';
import { useTexts } from './texts';

const AUDIENCES = ['own_patients', 'cpts', 'pro', 'snp', 'public'] as const satisfies Audience[];

/** « Ce que chacun voit »: what each audience would find in this agenda at an instant, as the search itself answers;
 * beside them the members of each CPTS with which one of its slots is shared. */
export function Preview({ professionalId }: { professionalId: string }) {
  const t = useTexts();
  const isPhone = useIsPhone();
  const [day, setDay] = useState(() => isoDay(new Date()));
  const [time, setTime] = useState(() => clock(new Date()));
  const at = day && time ? civilInstant(day, time) : undefined;
  const query = useQuery({ ...previewQuery(professionalId, at ?? ''), enabled: Boolean(at) });
  const slots = query.data?.items ?? [];
  // Nobody is the patient of a room or of a booth.
  const isNobodys = slots.some((slot) => slot.agenda_kind !== null);
  const viewers = [
    ...AUDIENCES.filter((value) => !(isNobodys && value === 'own_patients')).map((value) => ({
      value: value as string,
      label: codeLabel('audience', value),
    })),
    ...(query.data?.shared_with ?? []).map(({ cpts_id: value, name: label }) => ({ value, label })),
  ];
  const Shown = isPhone ? PreviewList : PreviewTable;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" maw={720}>
        {t('preview.text')}
      </Text>
      <Group gap="sm" align="flex-end">
        <DayField label={t('preview.day')} value={day} onChange={setDay} />
        <TimeField label={t('preview.time')} value={time} onChange={setTime} />
      </Group>
      <ListFaces
        query={query}
        isEmpty={slots.length === 0}
        empty={<EmptyFace>{t('preview.empty')}</EmptyFace>}
      >
        <Shown days={daysOf(slots)} viewers={viewers} />
      </ListFaces>
    </Stack>
  );
}
