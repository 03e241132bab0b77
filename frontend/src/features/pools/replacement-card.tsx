import { Badge, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { audiences } from '@/agendas/audiences';
import type { Cover } from '@/agendas/covers';
import { codeLabel } from '@/lib/i18n';
import { Disclosure } from '@/ui/disclosure';
import { byDay, useDayWords } from './days';
import { LocumLine } from './locum-line';
import type { Replacement } from './queries';
import { ReplacementActs } from './replacement-acts';
import { COLORS } from './status';
import { useTexts } from './texts';

/** A day or several at one practice, who holds which, and what this reader may do; the service said which. */
export function ReplacementCard({ replacement }: { replacement: Replacement }) {
  const t = useTexts();
  const words = useDayWords();
  const [cover] = replacement.covers;
  if (!cover) return null;
  const title = words.ofAll(replacement.covers);
  const days = byDay(replacement.covers);
  return (
    <Paper withBorder p="sm" component="section" aria-label={`${title} – ${cover.professional_name}`}>
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start">
          <Title order={3} size="h5">
            {title}
          </Title>
          <Group gap={6}>
            {replacement.suits_me.length > 0 && (
              <Badge variant="outline">
                {t(suitsAll(replacement) ? 'suitsMe' : 'suitsPartly', { count: replacement.suits_me.length })}
              </Badge>
            )}
            <Whole replacement={replacement} days={days.length} />
          </Group>
        </Group>
        <Text>
          {[cover.professional_name, codeLabel('profession', cover.profession_code), placeOf(cover)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('slots', { minutes: cover.slot_minutes, audience: audiences(cover.audience) })}
        </Text>
        <Text size="sm">{t(cover.is_parallel ? 'parallel' : 'instead')}</Text>
        {days.length > 1 && (
          <Disclosure summary={t('eachDay')}>
            <List size="sm" spacing={2}>
              {days.map(([day, hours]) => (
                <List.Item key={day}>
                  {words.ofDay(hours)}
                  <Text span inherit c="dimmed">
                    {' – '}
                    {hours[0]?.locum_name ?? t('status.open')}
                  </Text>
                </List.Item>
              ))}
            </List>
          </Disclosure>
        )}
        {replacement.locums.map((one) => (
          <LocumLine key={`${one.locum_id}-${one.status}`} replacement={replacement} locum={one} />
        ))}
        <ReplacementActs replacement={replacement} title={title} days={days.map(([day]) => day)} />
      </Stack>
    </Paper>
  );
}

const placeOf = (cover: Cover) => [cover.place_label, cover.commune_name].filter(Boolean).join(', ');
const suitsAll = ({ suits_me, open_days }: Replacement) => suits_me.length === open_days.length;

/** What is still open counts first, then what waits for the practice. */
function Whole({ replacement, days }: { replacement: Replacement; days: number }) {
  const t = useTexts();
  const open = replacement.open_days.length;
  if (open > 0 && open < days)
    return (
      <Badge variant="light" color={COLORS.open}>
        {t('partlyOpen', { open, days })}
      </Badge>
    );
  const isClaimed = replacement.locums.some((one) => one.status === 'claimed');
  const status = open > 0 ? 'open' : isClaimed ? 'claimed' : 'confirmed';
  return (
    <Badge variant="light" color={COLORS[status]}>
      {t(`status.${status}`)}
    </Badge>
  );
}
