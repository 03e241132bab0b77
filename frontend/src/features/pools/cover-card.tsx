import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { audiences } from '@/agendas/audiences';
import { type Cover, type CoverAct, useCoverAct } from '@/agendas/covers';
import { useSession } from '@/api/session';
import { dayAndMonth, hour } from '@/lib/dates';
import { codeLabel } from '@/lib/i18n';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { notifyDone, notifyRefusal } from '@/ui/notify';
import { ownPractice } from './queries';
import { StayingCount } from './staying';
import { useTexts } from './texts';

const COLORS = { open: 'petrole', claimed: 'ambre', confirmed: 'vert', withdrawn: 'ardoise' };

/** Hours of one day at one practice, and what this reader may do; the service said which. */
export function CoverCard({ cover }: { cover: Cover }) {
  const t = useTexts();
  const title = t('cover.when', {
    day: dayAndMonth(cover.day),
    from: hour(cover.from_time),
    to: hour(cover.to_time),
  });
  return (
    <Paper withBorder p="sm" component="section" aria-label={`${title} – ${cover.professional_name}`}>
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start">
          <Title order={3} size="h5">
            {title}
          </Title>
          <Group gap={6}>
            {cover.suits_me && cover.status === 'open' && (
              <Badge variant="outline">{t('cover.suitsMe')}</Badge>
            )}
            <Badge variant="light" color={COLORS[cover.status]}>
              {t(`status.${cover.status}`)}
            </Badge>
          </Group>
        </Group>
        <Text>
          {[cover.professional_name, codeLabel('profession', cover.profession_code), placeOf(cover)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('cover.slots', {
            minutes: cover.slot_minutes,
            audience: audiences(cover.audience),
          })}
        </Text>
        <Text size="sm">{t(cover.is_parallel ? 'cover.parallel' : 'cover.instead')}</Text>
        {cover.locum_name && <Text fw={600}>{t('cover.locum', { name: cover.locum_name })}</Text>}
        <Acts cover={cover} title={title} />
      </Stack>
    </Paper>
  );
}

const placeOf = (cover: Cover) => [cover.place_label, cover.commune_name].filter(Boolean).join(', ');

function Acts({ cover, title }: { cover: Cover; title: string }) {
  const t = useTexts();
  const act = useCoverAct();
  const own = ownPractice(useSession());
  const [isConfirming, setConfirming] = useState(false);
  const make = (one: CoverAct) =>
    act.mutate(
      { cover, act: one },
      {
        onSuccess: () => notifyDone(t(`done.${one}`)),
        onError: notifyRefusal,
        onSettled: () => setConfirming(false),
      },
    );
  return (
    <Group gap="xs" className="no-print">
      <ConfirmDialog
        opened={isConfirming}
        title={title}
        act={t('act.confirm')}
        busy={act.isPending}
        onClose={() => setConfirming(false)}
        onConfirm={() => make('confirm')}
      >
        <Text>{t('cover.closes', { name: cover.locum_name })}</Text>
        <StayingCount count={cover.appointments_staying} isOwn={own === cover.professional_id} />
      </ConfirmDialog>
      {cover.may.map((one) => (
        <Button
          key={one}
          size="compact-md"
          variant={one === 'claim' || one === 'confirm' ? 'filled' : 'default'}
          loading={act.isPending}
          onClick={() =>
            one === 'confirm' && cover.appointments_staying > 0 ? setConfirming(true) : make(one)
          }
        >
          {t(`act.${one}`)}
          <span className="vh"> – {title}</span>
        </Button>
      ))}
    </Group>
  );
}
