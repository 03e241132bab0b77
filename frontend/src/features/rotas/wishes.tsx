import { Checkbox, NativeSelect, SimpleGrid, Text } from '@mantine/core';
import { audiences } from '@/agendas/audiences';
import { dayAndMonth } from '@/lib/dates';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { Section } from '@/ui/section';
import { type Member, type RotaDetail, useAgree, useWish } from './queries';
import { useTexts } from './texts';

const WISHES = ['neutral', 'wanted', 'unwanted', 'unavailable'] as const;
type Wish = (typeof WISHES)[number];

/** One answer per day of the rota, kept at once. */
export function MyWishes({ detail, member }: { detail: RotaDetail; member: Member }) {
  const t = useTexts();
  const wish = useWish(detail.rota.rota_id);
  const days = [...new Set(detail.duties.map((duty) => duty.on))];
  const said = (day: string): Wish =>
    WISHES.find((one) => one !== 'neutral' && member[one].includes(day)) ?? 'neutral';
  function say(day: string, next: Wish) {
    const without = (list: string[]) => list.filter((one) => one !== day);
    const lists = {
      wanted: without(member.wanted),
      unwanted: without(member.unwanted),
      unavailable: without(member.unavailable),
    };
    if (next !== 'neutral') lists[next].push(day);
    wish.mutate(
      { id: member.professional_id, ...lists },
      { onSuccess: () => notifyDone(t('wishes.saved')), onError: notifyRefusal },
    );
  }
  return (
    <div className="no-print">
      <Section title={t('wishes.title')}>
        <Agreement detail={detail} member={member} />
        <Text size="sm" mb="xs">
          {t('wishes.hint')}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          {days.map((day) => (
            <NativeSelect
              key={day}
              label={dayAndMonth(day)}
              value={said(day)}
              disabled={wish.isPending}
              data={WISHES.map((one) => ({ value: one, label: t(`wishes.${one}`) }))}
              onChange={(event) => say(day, event.currentTarget.value as Wish)}
            />
          ))}
        </SimpleGrid>
      </Section>
    </div>
  );
}

/** Nobody opens an agenda wider for its owner: he says it here, once for the rota. */
function Agreement({ detail, member }: { detail: RotaDetail; member: Member }) {
  const t = useTexts();
  const agree = useAgree(detail.rota.rota_id);
  return (
    <Checkbox
      mb="sm"
      label={t('wishes.agrees', {
        audience: audiences(detail.rota.audience),
      })}
      description={t('wishes.refuses')}
      checked={member.agrees}
      disabled={agree.isPending}
      onChange={(event) =>
        agree.mutate(
          { id: member.professional_id, agrees: event.currentTarget.checked },
          { onSuccess: () => notifyDone(t('wishes.agreed')), onError: notifyRefusal },
        )
      }
    />
  );
}
